package org.sessionvm.rpc.method.session;

import java.util.Optional;
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
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.StateReader;

/** Shows the newest key of a session. */
public final class GetCurrentKeysMethod
    extends RpcMethod<GetCurrentKeysMethod.Parameters, GetCurrentKeysMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetCurrentKeys",
              "Shows the newest key of a session, as each participant can unwrap it.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .aliases("sessionvm.GetCurrentKey")
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(@Field("CB58 id") SessionId sessionId) {}

  /** What it answers. */
  public record Result(
      @Field("how many keys there are, so the number of the newest; 0 is none") long generation,
      @Field("the newest key; null if there is none") Optional<SessionKeyObject> key) {}

  public GetCurrentKeysMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    try (StateReader state = services.vm().read()) {
      SessionView session =
          state
              .session(parameters.sessionId())
              .orElseThrow(
                  () -> new RpcException(RpcError.notFound(RejectionCode.UNKNOWN_SESSION.text())));
      caller.requireParticipant(session);
      long newest = session.head().extension().keyGenerations();
      return new Result(
          newest,
          state
              .keyGeneration(session, newest)
              .map(key -> SessionKeyObject.of(state, session, newest, key)));
    }
  }
}
