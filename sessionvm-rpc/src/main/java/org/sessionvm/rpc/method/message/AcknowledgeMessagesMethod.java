package org.sessionvm.rpc.method.message;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.method.UnsignedLong;
import org.sessionvm.transaction.AcknowledgeMessages;

/** A participant says what has reached it and what it has read. */
public final class AcknowledgeMessagesMethod
    extends RpcMethod<AcknowledgeMessagesMethod.Parameters, AcknowledgeMessagesMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.AcknowledgeMessages",
              "A participant says which messages have reached it and which it has read.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .errors(
              ErrorCode.INVALID_PARAMS,
              ErrorCode.NOT_YET_ACCEPTED,
              ErrorCode.NOT_FOUND,
              ErrorCode.UNAUTHORIZED,
              ErrorCode.LIMIT_EXCEEDED,
              ErrorCode.NOT_TAKEN_NOW);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("CB58 id") SessionId sessionId,
      @Field("who acknowledges, CB58 or 07 hex") ParticipantId participant,
      @Field("how many have reached it: all of a lower sequence") UnsignedLong delivered,
      @Field("how many it has read; delivered at the most") UnsignedLong read,
      @Field("whether others are not shown what was read; false if absent; counts where read rises")
          Optional<Boolean> keepsPrivate,
      @Field(value = "the participant's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("always true") boolean success) {}

  public AcknowledgeMessagesMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    AcknowledgeMessages acknowledgement =
        new AcknowledgeMessages(
            parameters.sessionId(),
            parameters.participant(),
            parameters.delivered().bits(),
            parameters.read().bits(),
            parameters.keepsPrivate().orElse(false));
    Outcome outcome =
        services
            .writes()
            .submit(
                acknowledgement,
                parameters.signature().orElse(Bytes.EMPTY),
                parameters.participant());
    return new Result(outcome instanceof Outcome.MessagesAcknowledged);
  }
}
