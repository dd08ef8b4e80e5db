package org.sessionvm.transaction;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Handles;
import org.sessionvm.state.Metadata;
import org.sessionvm.state.Profile;
import org.sessionvm.state.StateDiff;

/**
 * The owner of a handle tells what it wants to be known of it, in the place of what it told before.
 *
 * @param handle which registration of it
 * @param owner whose it is
 * @param timestampMillis the owner's clock, unsigned; later than that of the update before
 * @param fields open to all
 * @param environment for the owner alone
 */
public record UpdateProfile(
    IncarnationId handle,
    ParticipantId owner,
    long timestampMillis,
    Metadata fields,
    Metadata environment)
    implements Transaction {
  static final int TYPE = 8;

  /** Most fields, those of the environment included. */
  public static final int FIELDS_MAX = 64;

  /** Longest key in bytes of UTF-8. */
  public static final int KEY_BYTES_MAX = 64;

  /** Longest value in bytes of UTF-8. */
  public static final int VALUE_BYTES_MAX = 4_096;

  /** Most bytes of all keys and values. */
  public static final int BYTES_MAX = 16_384;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(handle).id(owner).u64(timestampMillis);
    fields.write(writer);
    environment.write(writer);
  }

  static UpdateProfile read(ByteReader reader) {
    return new UpdateProfile(
        reader.id(IncarnationId::new),
        reader.id(ParticipantId::new),
        reader.u64(),
        Metadata.read(reader),
        Metadata.read(reader));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return Columns.PROFILES
        .get(context.state(), handle)
        .filter(profile -> profile.update().equals(id))
        .map(_ -> new Outcome.ProfileUpdated(handle));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Ownership.target(context, handle, settled)
        .or(() -> settled ? Optional.empty() : timeliness(context));
  }

  private Optional<Rejection> timeliness(StateContext context) {
    long replaced =
        Columns.PROFILES.get(context.state(), handle).map(Profile::timestampMillis).orElse(-1L);
    return Ownership.timeliness(context, timestampMillis, replaced);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Ownership.authorize(context, handle, owner);
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, owner);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    if (fields.entries().size() + environment.entries().size() > FIELDS_MAX) {
      return Optional.of(Rejection.limit("profileFieldsMax", FIELDS_MAX));
    }
    if (longest(Metadata.Entry::key) > KEY_BYTES_MAX) {
      return Optional.of(Rejection.limit("profileKeyBytesMax", KEY_BYTES_MAX));
    }
    if (longest(Metadata.Entry::value) > VALUE_BYTES_MAX) {
      return Optional.of(Rejection.limit("profileValueBytesMax", VALUE_BYTES_MAX));
    }
    return fields.size() + environment.size() > BYTES_MAX
        ? Optional.of(Rejection.limit("profileBytesMax", BYTES_MAX))
        : Optional.empty();
  }

  private int longest(Function<Metadata.Entry, String> part) {
    return Stream.of(fields, environment)
        .flatMap(map -> map.entries().stream())
        .mapToInt(entry -> ByteWriter.utf8(part.apply(entry)).size())
        .max()
        .orElse(0);
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    Handles.describe(state, handle, new Profile(id, timestampMillis, fields, environment));
    return new Outcome.ProfileUpdated(handle);
  }
}
