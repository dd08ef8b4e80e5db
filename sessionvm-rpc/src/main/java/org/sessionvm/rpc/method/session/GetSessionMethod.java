package org.sessionvm.rpc.method.session;

import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.vm.StateReader;

/** Shows a session. */
public final class GetSessionMethod
    extends RpcMethod<GetSessionMethod.Parameters, GetSessionMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetSession",
              "Shows a session with its participants and their keys.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .aliases("session.get")
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(@Field("CB58 id") SessionId sessionId) {}

  /** What it answers. */
  public record Result(@Field("as it stands now") SessionObject session) {}

  public GetSessionMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    try (StateReader state = services.vm().read()) {
      return state
          .session(parameters.sessionId())
          .map(view -> new Result(SessionObject.withKeys(state, view)))
          .orElseThrow(
              () -> new RpcException(RpcError.notFound(RejectionCode.UNKNOWN_SESSION.text())));
    }
  }
}
