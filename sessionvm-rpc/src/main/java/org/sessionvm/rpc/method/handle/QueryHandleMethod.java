package org.sessionvm.rpc.method.handle;

import java.util.Optional;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.state.Incarnation;
import org.sessionvm.vm.StateReader;

/** Tells whose a handle is. */
public final class QueryHandleMethod
    extends RpcMethod<QueryHandleMethod.Parameters, QueryHandleMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.QueryHandle",
              "Tells whose a handle is; that nobody has it is an answer.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("1 to 32 of a-z, 0-9 and _, after NFKC and lower case") HandleName name) {}

  /** What it answers. */
  public record Result(
      @Field("as it is registered") HandleName name,
      @Field("whether somebody has it") boolean registered,
      @Field("CB58 id; null if nobody has it") Optional<ParticipantId> owner,
      @Field("CB58 id of this registration; null if nobody has it")
          Optional<IncarnationId> incarnation) {}

  public QueryHandleMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    try (StateReader state = services.vm().read()) {
      Optional<IncarnationId> found = state.handles().find(parameters.name());
      Optional<ParticipantId> owner = found.flatMap(state.handles()::live).map(Incarnation::owner);
      return new Result(parameters.name(), found.isPresent(), owner, found);
    }
  }
}
