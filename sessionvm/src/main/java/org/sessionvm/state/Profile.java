package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.TransactionId;

/**
 * What the owner of a handle tells of it.
 *
 * @param update the transaction that set it
 * @param timestampMillis that transaction's; a later update has a later one
 * @param fields open to all
 * @param environment for the owner alone
 */
public record Profile(
    TransactionId update, long timestampMillis, Metadata fields, Metadata environment) {
  /** Bytes on disk. */
  public static final Codec<Profile> CODEC =
      Codec.of(
          (writer, profile) -> {
            writer.id(profile.update).u64(profile.timestampMillis);
            profile.fields.write(writer);
            profile.environment.write(writer);
          },
          reader ->
              new Profile(
                  reader.id(TransactionId::new),
                  reader.u64(),
                  Metadata.read(reader),
                  Metadata.read(reader)));
}
