package org.sessionvm.rpc.method.admin;

import java.util.Map;
import java.util.Optional;
import org.sessionvm.rpc.admin.LogLevels;
import org.sessionvm.rpc.method.Field;

/** Changes how much is logged, until the node stops. */
final class SetLogLevelMethod
    extends AdminMethod<SetLogLevelMethod.Parameters, SetLogLevelMethod.Result> {
  private final LogLevels levels;

  /** What it takes. */
  record Parameters(
      @Field("a logger's name; without it the node's own loggers") Optional<String> logger,
      @Field("error, warn, info, debug or trace") String level) {}

  /** What it answers. */
  record Result(@Field("by logger, after the change") Map<String, String> levels) {}

  SetLogLevelMethod(LogLevels levels) {
    super(
        "SetLogLevel",
        "Changes how much is logged, until the node stops.",
        Parameters.class,
        Result.class);
    this.levels = levels;
  }

  @Override
  protected Result operate(Parameters asked) {
    levels.set(asked.logger(), asked.level());
    return new Result(levels.levels());
  }
}
