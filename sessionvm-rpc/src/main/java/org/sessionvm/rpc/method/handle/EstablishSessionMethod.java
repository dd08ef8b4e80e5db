package org.sessionvm.rpc.method.handle;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
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
import org.sessionvm.transaction.EstablishSession;

/** The owner of one of two handles opens the session between them. */
public final class EstablishSessionMethod
    extends RpcMethod<EstablishSessionMethod.Parameters, EstablishSessionMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.EstablishSession",
              "Opens the session between two handles, or tells which there is.",
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
      @Field("name of the one; not needed with an incarnation") Optional<HandleName> handleA,
      @Field("name of the other; not needed with an incarnation") Optional<HandleName> handleB,
      @Field("which registration of the one was signed; that of now if absent")
          Optional<IncarnationId> incarnationA,
      @Field("which registration of the other was signed; that of now if absent")
          Optional<IncarnationId> incarnationB,
      @Field("the owner of either, CB58 or 07 hex") ParticipantId caller,
      @Field("the caller's clock in milliseconds, as it was signed") UnsignedLong timestamp,
      @Field(value = "the caller's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("CB58 id") SessionId sessionId) {}

  public EstablishSessionMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    EstablishSession establish =
        new EstablishSession(
            Incarnations.of(services, "handleA", parameters.handleA(), parameters.incarnationA()),
            Incarnations.of(services, "handleB", parameters.handleB(), parameters.incarnationB()),
            parameters.caller(),
            parameters.timestamp().bits());
    Outcome outcome =
        services
            .writes()
            .submit(establish, parameters.signature().orElse(Bytes.EMPTY), parameters.caller());
    return new Result(((Outcome.SessionEstablished) outcome).session());
  }
}
