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
import org.sessionvm.transaction.DeleteMessage;

/** A sender deletes a message for everyone. */
public final class DeleteMessageMethod
    extends RpcMethod<DeleteMessageMethod.Parameters, DeleteMessageMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.DeleteMessage",
              "A sender deletes what it said, for everyone; id and sequence stay.",
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
      @Field("who sent it, CB58 or 07 hex") ParticipantId sender,
      @Field("its place in the session") UnsignedLong sequence,
      @Field(value = "the sender's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("always true") boolean success) {}

  public DeleteMessageMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    DeleteMessage deletion =
        new DeleteMessage(
            parameters.sessionId(), parameters.sender(), parameters.sequence().bits());
    Outcome outcome =
        services
            .writes()
            .submit(deletion, parameters.signature().orElse(Bytes.EMPTY), parameters.sender());
    return new Result(outcome instanceof Outcome.MessageDeleted);
  }
}
