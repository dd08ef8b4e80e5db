package org.sessionvm.rpc.method.channel;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Receipt;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.transaction.SendChannelMessage;

/** A member sends a message. */
public final class SendChannelMessageMethod
    extends RpcMethod<SendChannelMessageMethod.Parameters, SendChannelMessageMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.SendChannelMessage",
              "Sends a message in a channel.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .errors(
              ErrorCode.INVALID_PARAMS,
              ErrorCode.NOT_YET_ACCEPTED,
              ErrorCode.NOT_FOUND,
              ErrorCode.SESSION_ENDED,
              ErrorCode.UNAUTHORIZED,
              ErrorCode.LIMIT_EXCEEDED,
              ErrorCode.NOT_TAKEN_NOW);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("CB58 id") ChannelId channelId,
      @Field("a member, CB58 or 07 hex") ParticipantId sender,
      @Field("the current generation of the channel's keys") Long keyGeneration,
      @Field("in hex") Bytes ciphertext,
      @Field(value = "the sender's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(
      @Field("CB58 id") TransactionId messageId,
      @Field("its place in the channel") long sequence) {}

  public SendChannelMessageMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    SendChannelMessage send =
        new SendChannelMessage(
            parameters.channelId(),
            parameters.sender(),
            parameters.keyGeneration(),
            parameters.ciphertext());
    Receipt.Accepted receipt =
        services
            .writes()
            .submitForReceipt(
                send, parameters.signature().orElse(Bytes.EMPTY), parameters.sender());
    return new Result(
        receipt.id(), ((Outcome.ChannelMessageAccepted) receipt.outcome()).sequence());
  }
}
