package org.sessionvm.rpc.method.channel;

import java.time.Instant;
import java.util.Optional;
import org.sessionvm.execution.Outcome;
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
import org.sessionvm.rpc.method.UnsignedLong;
import org.sessionvm.transaction.InviteToChannel;

/** An admin invites somebody. */
public final class InviteToChannelMethod
    extends RpcMethod<InviteToChannelMethod.Parameters, InviteToChannelMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.InviteToChannel",
              "Lets somebody join a channel, for 7 days.",
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
      @Field("an admin or the owner, CB58 or 07 hex") ParticipantId inviter,
      @Field("whom; must be registered, CB58 or 07 hex") ParticipantId invitee,
      @Field("the inviter's clock in milliseconds, as it was signed") UnsignedLong timestamp,
      @Field(value = "the inviter's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(
      @Field("CB58 id, by which the invitee joins") TransactionId invitation,
      @Field("from when on it is worth nothing") Instant expires) {}

  public InviteToChannelMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    InviteToChannel invite =
        new InviteToChannel(
            parameters.channelId(),
            parameters.inviter(),
            parameters.invitee(),
            parameters.timestamp().bits());
    Outcome outcome =
        services
            .writes()
            .submit(invite, parameters.signature().orElse(Bytes.EMPTY), parameters.inviter());
    Outcome.ChannelInvited invited = (Outcome.ChannelInvited) outcome;
    return new Result(invited.invitation(), Instant.ofEpochMilli(invited.expiresMillis()));
  }
}
