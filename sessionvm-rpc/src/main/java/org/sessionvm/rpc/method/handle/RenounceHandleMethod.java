package org.sessionvm.rpc.method.handle;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.transaction.RenounceHandle;

/** The owner gives a handle up. */
public final class RenounceHandleMethod
    extends RpcMethod<RenounceHandleMethod.Parameters, RenounceHandleMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.RenounceHandle",
              "Frees a handle; its sessions with other handles are closed.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .aliases("sessionvm.Renounce")
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
      @Field("its name; not needed with an incarnation") Optional<HandleName> handle,
      @Field("which registration was signed; that of now if absent")
          Optional<IncarnationId> incarnation,
      @Field("whose it is, CB58 or 07 hex") ParticipantId owner,
      @Field(value = "the owner's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("always true") boolean success) {}

  public RenounceHandleMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    IncarnationId handle =
        Incarnations.of(services, "handle", parameters.handle(), parameters.incarnation());
    RenounceHandle renounce = new RenounceHandle(handle, parameters.owner());
    Outcome outcome =
        services
            .writes()
            .submit(renounce, parameters.signature().orElse(Bytes.EMPTY), parameters.owner());
    return new Result(outcome instanceof Outcome.HandleRenounced);
  }
}
