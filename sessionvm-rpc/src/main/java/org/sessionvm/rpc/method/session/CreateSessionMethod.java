package org.sessionvm.rpc.method.session;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.method.UnsignedLong;
import org.sessionvm.rpc.method.Writes;
import org.sessionvm.state.Metadata;
import org.sessionvm.transaction.CreateSession;

/** Begins a session. */
public final class CreateSessionMethod
    extends RpcMethod<CreateSessionMethod.Parameters, CreateSessionMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.CreateSession",
              "Begins a session between participants.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .aliases("session.create")
          .errors(
              ErrorCode.INVALID_PARAMS,
              ErrorCode.NOT_YET_ACCEPTED,
              ErrorCode.NOT_FOUND,
              ErrorCode.UNAUTHORIZED,
              ErrorCode.LIMIT_EXCEEDED,
              ErrorCode.NOT_TAKEN_NOW);

  private final MethodServices services;
  private final SecureRandom random = new SecureRandom();

  /** What it takes. */
  public record Parameters(
      @Field(value = "ids of 1 to 100 participants, CB58 or 07 hex", required = true)
          Optional<List<ParticipantId>> participants,
      @Field(
              value = "for each its keys in hex: 3136 bytes (both) or 1184 (ML-KEM alone)",
              required = true)
          Optional<List<Bytes>> publicKeys,
      @Field("the participant who signs") Optional<ParticipantId> creator,
      @Field("so that equal sessions differ") Optional<UnsignedLong> nonce,
      @Field("milliseconds since 1970, within 10 minutes of the block's time")
          Optional<UnsignedLong> timestamp,
      @Field("the creator's, in hex") Optional<Bytes> signature,
      @Field("strings, 4 KiB together") Optional<Map<String, String>> metadata) {
    /** Whether it claims to be signed. */
    boolean isSigned() {
      return creator.isPresent() || signature.filter(bytes -> bytes.size() > 0).isPresent();
    }
  }

  /** What it answers. */
  public record Result(
      @Field("CB58 id") SessionId sessionId, @Field("unix seconds") long expires) {}

  public CreateSessionMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    if (!services.vm().rules().isOpen() || parameters.creator().isPresent()) {
      requireWhole(parameters);
    }
    CreateSession creation =
        new CreateSession(
            parameters.creator().orElse(ParticipantId.NOBODY),
            parameters.participants().orElse(List.of()),
            parameters.publicKeys().orElse(List.of()),
            metadata(parameters.metadata().orElse(Map.of())),
            parameters.timestamp().map(UnsignedLong::bits).orElseGet(this::nextBlockMillis),
            parameters.nonce().map(UnsignedLong::bits).orElseGet(random::nextLong));
    Outcome outcome =
        services
            .writes()
            .submit(creation, parameters.signature().orElse(Bytes.EMPTY), sender(parameters));
    Outcome.SessionCreated created = (Outcome.SessionCreated) outcome;
    return new Result(created.session(), created.expiresMillis() / 1_000);
  }

  /** The next block's time, or a clock behind the last block would be out of the window. */
  private long nextBlockMillis() {
    return Math.max(
        services.services().time().currentMillis(), services.vm().lastAccepted().timestampMillis());
  }

  private static ParticipantId sender(Parameters parameters) {
    return parameters.creator().orElse(Writes.NOBODY);
  }

  /** Nothing may be filled in for one who signs, and no list is empty by being forgotten. */
  private static void requireWhole(Parameters parameters) {
    require("participants", parameters.participants());
    require("publicKeys", parameters.publicKeys());
    if (parameters.isSigned()) {
      require("creator", parameters.creator());
      require("timestamp", parameters.timestamp());
      require("nonce", parameters.nonce());
    }
    if (parameters.creator().filter(ParticipantId.NOBODY::equals).isPresent()) {
      throw new RpcException(RpcError.invalidField("creator", "is the id that nobody has"));
    }
  }

  private static void require(String field, Optional<?> value) {
    if (value.isEmpty()) {
      throw new RpcException(RpcError.invalidField(field, "is missing"));
    }
  }

  private static Metadata metadata(Map<String, String> entries) {
    if (entries.size() > Metadata.ENTRIES_CEILING) {
      throw new RpcException(
          RpcError.limitExceeded("metadataEntriesMax", Metadata.ENTRIES_CEILING));
    }
    return Metadata.of(entries);
  }
}
