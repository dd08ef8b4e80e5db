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
import org.sessionvm.rpc.method.UnsignedLong;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.StateReader;

/** Shows a key of a session by its number. */
public final class GetKeyByGenerationMethod
    extends RpcMethod<GetKeyByGenerationMethod.Parameters, GetKeyByGenerationMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetKeyByGeneration",
              "Shows a key of a session by its number.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("CB58 id") SessionId sessionId,
      @Field("the number of the key, from 1") UnsignedLong generation) {}

  /** What it answers. */
  public record Result(@Field("as each participant can unwrap it") SessionKeyObject key) {}

  public GetKeyByGenerationMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    long generation = parameters.generation().bits();
    try (StateReader state = services.vm().read()) {
      SessionView session =
          state
              .session(parameters.sessionId())
              .orElseThrow(
                  () -> new RpcException(RpcError.notFound(RejectionCode.UNKNOWN_SESSION.text())));
      caller.requireParticipant(session);
      return new Result(
          state
              .keyGeneration(session, generation)
              .map(key -> SessionKeyObject.of(state, session, generation, key))
              .orElseThrow(
                  () ->
                      new RpcException(
                          RpcError.invalidField("generation", "the session has no such key"))));
    }
  }
}
