package org.sessionvm.rpc.method.channel;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.method.UnsignedLong;
import org.sessionvm.transaction.CreateChannel;

/** Begins a channel. */
public final class CreateChannelMethod
    extends RpcMethod<CreateChannelMethod.Parameters, CreateChannelMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.CreateChannel",
              "Begins a channel, which its maker owns.",
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
      @Field("whose it will be, CB58 or 07 hex") ParticipantId owner,
      @Field("1 to 64 bytes of UTF-8, not encrypted") ChannelName name,
      @Field("the owner's clock in milliseconds, as it was signed") UnsignedLong timestamp,
      @Field("makes channels of one name and moment differ; 0 if absent")
          Optional<UnsignedLong> nonce,
      @Field(value = "the owner's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("CB58 id") ChannelId channelId) {}

  public CreateChannelMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    CreateChannel create =
        new CreateChannel(
            parameters.owner(),
            parameters.name(),
            parameters.timestamp().bits(),
            parameters.nonce().map(UnsignedLong::bits).orElse(0L));
    Outcome outcome =
        services
            .writes()
            .submit(create, parameters.signature().orElse(Bytes.EMPTY), parameters.owner());
    return new Result(((Outcome.ChannelCreated) outcome).channel());
  }
}
