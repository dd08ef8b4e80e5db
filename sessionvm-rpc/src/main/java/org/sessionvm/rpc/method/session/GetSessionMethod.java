package org.sessionvm.rpc.method.session;

import java.util.List;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.vm.StateReader;

/** Shows a session. */
public final class GetSessionMethod
    extends RpcMethod<GetSessionMethod.Parameters, GetSessionMethod.Result> {
  private final MethodServices services;

  /** What it takes. */
  public record Parameters(@Field("CB58 id") SessionId sessionId) {}

  /** What it answers. */
  public record Result(@Field("as it stands now") SessionObject session) {}

  public GetSessionMethod(MethodServices services) {
    this.services = services;
  }

  @Override
  public String name() {
    return "sessionvm.GetSession";
  }

  @Override
  public List<String> aliases() {
    return List.of("session.get");
  }

  @Override
  public String summary() {
    return "Shows a session with its participants and their keys.";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Class<Result> result() {
    return Result.class;
  }

  @Override
  public Access access() {
    return Access.PUBLIC;
  }

  @Override
  public List<ErrorCode> errors() {
    return List.of(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND);
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
