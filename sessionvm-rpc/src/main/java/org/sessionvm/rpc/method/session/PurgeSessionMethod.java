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
import org.sessionvm.transaction.PurgeSession;

/** A participant deletes everything that was said in a session that has ended. */
public final class PurgeSessionMethod
    extends RpcMethod<PurgeSessionMethod.Parameters, PurgeSessionMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.PurgeSession",
              "Deletes everything that was said in a session that has ended.",
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
      @Field("CB58 id of a closed or expired session") SessionId sessionId,
      @Field("who purges, CB58 or 07 hex") ParticipantId participant,
      @Field(value = "the participant's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("always true") boolean success) {}

  public PurgeSessionMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    Outcome outcome =
        services
            .writes()
            .submit(
                new PurgeSession(parameters.sessionId(), parameters.participant()),
                parameters.signature().orElse(Bytes.EMPTY),
                parameters.participant());
    return new Result(outcome instanceof Outcome.SessionPurged);
  }
}
