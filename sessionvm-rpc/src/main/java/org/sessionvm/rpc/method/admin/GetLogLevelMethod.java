package org.sessionvm.rpc.method.admin;

import java.util.Map;
import org.sessionvm.rpc.admin.LogLevels;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Field;

/** Tells how much is logged. */
final class GetLogLevelMethod
    extends AdminMethod<GetLogLevelMethod.Parameters, GetLogLevelMethod.Result> {
  private final LogLevels levels;

  /** What it takes. */
  record Parameters() {}

  /** What it answers. */
  record Result(
      @Field("by logger, of those that have one of their own") Map<String, String> levels) {}

  GetLogLevelMethod(LogLevels levels) {
    super(
        "GetLogLevel",
        "Tells how much is logged.",
        Access.OPERATOR_READ,
        Parameters.class,
        Result.class);
    this.levels = levels;
  }

  @Override
  protected Result operate(Parameters asked) {
    return new Result(levels.levels());
  }
}
