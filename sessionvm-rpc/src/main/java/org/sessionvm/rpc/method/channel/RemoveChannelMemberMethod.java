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

/** An admin removes a member or withdraws an invitation. */
public final class RemoveChannelMemberMethod
    extends RpcMethod<RemoveChannelMemberMethod.Parameters, RemoveChannelMemberMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.RemoveChannelMember",
              "Removes a member, or withdraws an invitation.",
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
      @Field("an admin or the owner, CB58 or 07 hex") ParticipantId remover,
      @Field("whom, CB58 or 07 hex") ParticipantId member,
      @Field("CB58 id; the invitation by which that is a member, or is invited")
          TransactionId membership,
      @Field(value = "the remover's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("always true") boolean success) {}

  public RemoveChannelMemberMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    RemoveChannelMember remove =
        new RemoveChannelMember(
            parameters.channelId(),
            parameters.remover(),
            parameters.member(),
            parameters.membership());
    Outcome outcome =
        services
            .writes()
            .submit(remove, parameters.signature().orElse(Bytes.EMPTY), parameters.remover());
    return new Result(outcome instanceof Outcome.ChannelMemberRemoved);
  }
}
