package org.sessionvm.rpc.method.channel;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.method.UnsignedLong;
import org.sessionvm.transaction.DeleteChannelMessage;

/** Somebody deletes what it said. */
public final class DeleteChannelMessageMethod
    extends RpcMethod<DeleteChannelMessageMethod.Parameters, DeleteChannelMessageMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.DeleteChannelMessage",
              "Deletes what a message in a channel said, for everyone.",
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
      @Field("who sent it, CB58 or 07 hex") ParticipantId sender,
      @Field("its place in the channel") UnsignedLong sequence,
      @Field(value = "the sender's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("always true") boolean success) {}

  public DeleteChannelMessageMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    DeleteChannelMessage deletion =
        new DeleteChannelMessage(
            parameters.channelId(), parameters.sender(), parameters.sequence().bits());
    Outcome outcome =
        services
            .writes()
            .submit(deletion, parameters.signature().orElse(Bytes.EMPTY), parameters.sender());
    return new Result(outcome instanceof Outcome.ChannelMessageDeleted);
  }
}
