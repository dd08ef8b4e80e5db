package org.sessionvm.rpc.method.handle;

import java.util.Optional;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
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
import org.sessionvm.rpc.method.message.SendMessageMethod;
import org.sessionvm.vm.StateReader;

/** A message goes from a handle into one of its sessions. */
public final class RelayMessageMethod
    extends RpcMethod<RelayMessageMethod.Parameters, SendMessageMethod.Result> {
  private static final MethodDescription<Parameters, SendMessageMethod.Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.RelayMessage",
              "Puts a ciphertext of a handle's owner into one of the handle's sessions.",
              Access.PUBLIC,
              Parameters.class,
              SendMessageMethod.Result.class)
          .errors(
              ErrorCode.INVALID_PARAMS,
              ErrorCode.NOT_YET_ACCEPTED,
              ErrorCode.NOT_FOUND,
              ErrorCode.SESSION_ENDED,
              ErrorCode.UNAUTHORIZED,
              ErrorCode.LIMIT_EXCEEDED,
              ErrorCode.NOT_TAKEN_NOW);

  private final MethodServices services;
  private final SendMessageMethod send;

  /** What it takes. */
  public record Parameters(
      @Field("name of the handle") HandleName handle,
      @Field("CB58 id of a session between it and another") SessionId sessionId,
      @Field("the handle's owner, CB58 or 07 hex") ParticipantId sender,
      @Field("generation of the session key; 0, which is none, if absent")
          Optional<Long> keyGeneration,
      @Field(value = "0 to 262144 bytes in hex", required = true) Optional<Bytes> ciphertext,
      @Field(value = "the sender's of the message, in hex", required = true)
          Optional<Bytes> signature) {}

  public RelayMessageMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
    this.send = new SendMessageMethod(services);
  }

  @Override
  public SendMessageMethod.Result handle(Parameters parameters, Caller caller) {
    requireOfHandle(parameters);
    return send.handle(
        new SendMessageMethod.Parameters(
            parameters.sessionId(),
            parameters.sender(),
            parameters.keyGeneration(),
            parameters.ciphertext(),
            parameters.signature()),
        caller);
  }

  private void requireOfHandle(Parameters parameters) {
    try (StateReader state = services.vm().read()) {
      IncarnationId handle = Incarnations.of(state, parameters.handle());
      if (!state.handles().live(handle).orElseThrow().owner().equals(parameters.sender())) {
        throw new RpcException(RpcError.unauthorized("not the owner of the handle"));
      }
      // A session of another handle is none that this one knows.
      if (!state.handles().has(handle, parameters.sessionId())) {
        throw new RpcException(RpcError.notFound(RejectionCode.UNKNOWN_SESSION.text()));
      }
    }
  }
}
