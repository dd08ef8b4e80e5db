package org.sessionvm.rpc.method.handle;

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
import org.sessionvm.transaction.BlockSession;

/** A participant takes no messages of the other. */
public final class BlockSessionMethod
    extends RpcMethod<BlockSessionMethod.Parameters, BlockSessionMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.BlockSession",
              "Blocks the other participant of a session between handles, or no longer.",
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
      @Field("who blocks, CB58 or 07 hex") ParticipantId participant,
      @Field("false to take messages again") Boolean blocked,
      @Field("the participant's clock in milliseconds, as it was signed") UnsignedLong timestamp,
      @Field(value = "the participant's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("as it is now") boolean blocked) {}

  public BlockSessionMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    BlockSession block =
        new BlockSession(
            parameters.sessionId(),
            parameters.participant(),
            parameters.blocked(),
            parameters.timestamp().bits());
    Outcome outcome =
        services
            .writes()
            .submit(block, parameters.signature().orElse(Bytes.EMPTY), parameters.participant());
    return new Result(((Outcome.SessionBlocked) outcome).blocked());
  }
}
