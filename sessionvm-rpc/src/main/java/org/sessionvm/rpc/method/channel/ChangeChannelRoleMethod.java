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
import org.sessionvm.rpc.method.UnsignedLong;
import org.sessionvm.transaction.ChangeChannelRole;

/** The owner gives a role. */
public final class ChangeChannelRoleMethod
    extends RpcMethod<ChangeChannelRoleMethod.Parameters, ChangeChannelRoleMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.ChangeChannelRole",
              "Gives a member a role; as owner the member takes the place of the one there is.",
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
      @Field("who gives it, CB58 or 07 hex") ParticipantId owner,
      @Field("to whom, CB58 or 07 hex") ParticipantId member,
      @Field("CB58 id; the invitation by which that is a member") TransactionId membership,
      @Field("member, admin or owner") String role,
      @Field("the owner's clock in milliseconds, as it was signed") UnsignedLong timestamp,
      @Field(value = "the owner's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("always true") boolean success) {}

  public ChangeChannelRoleMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    ChangeChannelRole change =
        new ChangeChannelRole(
            parameters.channelId(),
            parameters.owner(),
            parameters.member(),
            parameters.membership(),
            ChannelWords.role(parameters.role()),
            parameters.timestamp().bits());
    Outcome outcome =
        services
            .writes()
            .submit(change, parameters.signature().orElse(Bytes.EMPTY), parameters.owner());
    return new Result(outcome instanceof Outcome.ChannelRoleChanged);
  }
}
