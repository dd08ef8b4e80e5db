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
import org.sessionvm.transaction.JoinChannel;

/** Somebody who is invited joins. */
public final class JoinChannelMethod
    extends RpcMethod<JoinChannelMethod.Parameters, JoinChannelMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.JoinChannel",
              "Makes a member of one who is invited.",
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
      @Field("CB58 id; by which invitation") TransactionId invitation,
      @Field(value = "the participant's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("always true") boolean success) {}

  public JoinChannelMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    JoinChannel join =
        new JoinChannel(parameters.channelId(), parameters.participant(), parameters.invitation());
    Outcome outcome =
        services
            .writes()
            .submit(join, parameters.signature().orElse(Bytes.EMPTY), parameters.participant());
    return new Result(outcome instanceof Outcome.ChannelJoined);
  }
}
