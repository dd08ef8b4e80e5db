package org.sessionvm.rpc.method.channel;

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
import org.sessionvm.transaction.RemoveChannelMember;

/** A member leaves, or an invitation is declined. */
public final class LeaveChannelMethod
    extends RpcMethod<LeaveChannelMethod.Parameters, LeaveChannelMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.LeaveChannel",
              "Ends an own membership or invitation. Signed as a RemoveChannelMember of oneself.",
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
      @Field("who, CB58 or 07 hex") ParticipantId participant,
      @Field("CB58 id; the creation or invitation that is to count no more")
          TransactionId membership,
      @Field(value = "the participant's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("always true") boolean success) {}

  public LeaveChannelMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    RemoveChannelMember leave =
        new RemoveChannelMember(
            parameters.channelId(),
            parameters.participant(),
            parameters.participant(),
            parameters.membership());
    Outcome outcome =
        services
            .writes()
            .submit(leave, parameters.signature().orElse(Bytes.EMPTY), parameters.participant());
    return new Result(outcome instanceof Outcome.ChannelMemberRemoved);
  }
}
