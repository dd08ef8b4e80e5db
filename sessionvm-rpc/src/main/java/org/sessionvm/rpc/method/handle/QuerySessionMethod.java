package org.sessionvm.rpc.method.handle;

import java.util.Optional;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.vm.HandleReader;
import org.sessionvm.vm.StateReader;

/** Tells which session two handles have. */
public final class QuerySessionMethod
    extends RpcMethod<QuerySessionMethod.Parameters, QuerySessionMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.QuerySession",
              "Tells which session two handles have, in any order.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("name of the one") HandleName handleA,
      @Field("name of the other") HandleName handleB) {}

  /** What it answers. */
  public record Result(
      @Field("CB58 id; null if they have none that has not ended") Optional<SessionId> sessionId) {}

  public QuerySessionMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    try (StateReader state = services.vm().read()) {
      HandleReader handles = state.handles();
      Optional<IncarnationId> one = handles.find(parameters.handleA());
      return new Result(
          handles
              .find(parameters.handleB())
              .filter(other -> one.isPresent() && !one.get().equals(other))
              .flatMap(other -> handles.session(one.orElseThrow(), other)));
    }
  }
}
