package org.sessionvm.rpc.method.message;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Receipt;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.transaction.SendMessage;

/** Puts a message into a session. */
public final class SendMessageMethod
    extends RpcMethod<SendMessageMethod.Parameters, SendMessageMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.SendMessage",
              "Puts a ciphertext into a session; answers when it is on disk.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .aliases("session.send")
          .errors(
              ErrorCode.INVALID_PARAMS,
              ErrorCode.NOT_YET_ACCEPTED,
              ErrorCode.NOT_FOUND,
              ErrorCode.SESSION_ENDED,
              ErrorCode.UNAUTHORIZED,
              ErrorCode.LIMIT_EXCEEDED,
              ErrorCode.NOT_TAKEN_NOW);

  private static final long KEY_GENERATION_MAX = 0xffff_ffffL;

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("CB58 id") SessionId sessionId,
      @Field("who sends, CB58 or 07 hex") ParticipantId sender,
      @Field("generation of the session key; 0, which is none, if absent")
          Optional<Long> keyGeneration,
      @Field(value = "0 to 262144 bytes in hex", required = true) Optional<Bytes> ciphertext,
      @Field(value = "the sender's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(
      @Field("CB58 id of the message and its transaction") TransactionId messageId,
      @Field("its place in the session, from 0") long sequence) {}

  public SendMessageMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    SendMessage send =
        new SendMessage(
            parameters.sessionId(),
            parameters.sender(),
            generation(parameters),
            ciphertext(parameters));
    Bytes signature = parameters.signature().orElse(Bytes.EMPTY);
    Receipt.Accepted accepted =
        services.writes().submitForReceipt(send, signature, parameters.sender());
    return new Result(accepted.id(), ((Outcome.MessageAccepted) accepted.outcome()).sequence());
  }

  private static long generation(Parameters parameters) {
    long generation = parameters.keyGeneration().orElse(0L);
    if (generation > KEY_GENERATION_MAX) {
      throw new RpcException(
          RpcError.invalidField("keyGeneration", "must be from 0 to " + KEY_GENERATION_MAX));
    }
    return generation;
  }

  /** Forgotten is not empty, except where nothing is checked, as in the reference. */
  private Bytes ciphertext(Parameters parameters) {
    if (parameters.ciphertext().isEmpty() && !services.vm().rules().isOpen()) {
      throw new RpcException(RpcError.invalidField("ciphertext", "is missing"));
    }
    return parameters.ciphertext().orElse(Bytes.EMPTY);
  }
}
