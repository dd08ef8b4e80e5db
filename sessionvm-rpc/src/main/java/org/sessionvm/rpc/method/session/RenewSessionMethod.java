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
import org.sessionvm.rpc.method.UnsignedLong;
import org.sessionvm.transaction.RenewSession;

/** A participant moves the end of a session on. */
public final class RenewSessionMethod
    extends RpcMethod<RenewSessionMethod.Parameters, RenewSessionMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.RenewSession",
              "Moves the end of a session on.",
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
      @Field("CB58 id") SessionId sessionId,
      @Field("who renews, CB58 or 07 hex") ParticipantId participant,
      @Field(
              "the new end, milliseconds since 1970; at most sessionRenewalMax seconds after the block's time")
          UnsignedLong expires,
      @Field(value = "the participant's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("the new end, milliseconds since 1970") long expires) {}

  public RenewSessionMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    RenewSession renewal =
        new RenewSession(
            parameters.sessionId(), parameters.participant(), parameters.expires().bits());
    Outcome outcome =
        services
            .writes()
            .submit(renewal, parameters.signature().orElse(Bytes.EMPTY), parameters.participant());
    return new Result(((Outcome.SessionRenewed) outcome).expiresMillis());
  }
}
