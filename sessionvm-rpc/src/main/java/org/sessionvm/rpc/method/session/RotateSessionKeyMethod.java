package org.sessionvm.rpc.method.session;

import java.util.List;
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
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.WrappedKey;

/** A participant gives a session a new key. */
public final class RotateSessionKeyMethod
    extends RpcMethod<RotateSessionKeyMethod.Parameters, RotateSessionKeyMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.RotateSessionKey",
              "Gives a session a new key, wrapped for each participant.",
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
      @Field("who rotates, CB58 or 07 hex") ParticipantId participant,
      @Field("one for each participant, in the session's order") List<KeyEntry> entries,
      @Field(value = "the participant's, in hex", required = true) Optional<Bytes> signature) {}

  /** What it answers. */
  public record Result(@Field("number of the new key, from 1") int generation) {}

  public RotateSessionKeyMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    List<WrappedKey> entries = parameters.entries().stream().map(KeyEntry::toWrappedKey).toList();
    RotateSessionKey rotation =
        new RotateSessionKey(parameters.sessionId(), parameters.participant(), entries);
    Outcome outcome =
        services
            .writes()
            .submit(rotation, parameters.signature().orElse(Bytes.EMPTY), parameters.participant());
    return new Result(((Outcome.SessionKeyRotated) outcome).generation());
  }
}
