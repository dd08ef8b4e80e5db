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
import org.sessionvm.rpc.method.UnsignedLong;
import org.sessionvm.transaction.RegisterHandle;

/** An identity takes a free name. */
public final class RegisterHandleMethod
    extends RpcMethod<RegisterHandleMethod.Parameters, RegisterHandleMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.RegisterHandle",
              "Gives a free handle to an identity that the chain knows.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .aliases("sessionvm.Register")
          .errors(
              ErrorCode.INVALID_PARAMS,
              ErrorCode.NOT_YET_ACCEPTED,
              ErrorCode.UNAUTHORIZED,
              ErrorCode.LIMIT_EXCEEDED,
              ErrorCode.NOT_TAKEN_NOW);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(
      @Field("1 to 32 of a-z, 0-9 and _, after NFKC and lower case") HandleName name,
      @Field("whose it will be, CB58 or 07 hex") ParticipantId owner,
      @Field("the owner's clock in milliseconds, as it was signed") UnsignedLong timestamp,
      @Field(value = "the owner's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(
      @Field("as it is registered") HandleName name,
      @Field("CB58 id of this registration") IncarnationId incarnation) {}

  public RegisterHandleMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    RegisterHandle register =
        new RegisterHandle(parameters.name(), parameters.owner(), parameters.timestamp().bits());
    Outcome outcome =
        services
            .writes()
            .submit(register, parameters.signature().orElse(Bytes.EMPTY), parameters.owner());
    return new Result(parameters.name(), ((Outcome.HandleRegistered) outcome).incarnation());
  }
}
