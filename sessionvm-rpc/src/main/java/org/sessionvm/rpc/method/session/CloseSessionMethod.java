package org.sessionvm.rpc.method.session;

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
import org.sessionvm.transaction.CloseSession;

/** A participant ends a session. */
public final class CloseSessionMethod
    extends RpcMethod<CloseSessionMethod.Parameters, CloseSessionMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.CloseSession",
              "Ends a session for all its participants.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .aliases("session.close")
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
      @Field("CB58 id") SessionId sessionId,
      @Field(value = "who closes, CB58 or 07 hex", required = true)
          Optional<ParticipantId> participant,
      @Field(value = "the participant's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("always true") boolean success) {}

  public CloseSessionMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    Outcome outcome =
        Participants.submit(
            services,
            parameters.sessionId(),
            parameters.participant(),
            parameters.signature(),
            CloseSession::new);
    return new Result(outcome instanceof Outcome.SessionClosed);
  }
}
