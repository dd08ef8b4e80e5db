package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;

/**
 * A key of a channel as one member can unwrap it.
 *
 * @param giver who wrapped it
 * @param wrappedKey what only the member can open
 */
public record ChannelKey(ParticipantId giver, Bytes wrappedKey) {
  /** Most generations that a channel ever has. */
  public static final int GENERATIONS_MAX = 1_024;

  /** Most members to whom one transaction gives a key. */
  public static final int ENTRIES_MAX = 200;

  /** Longest wrapped key, in bytes. */
  public static final int WRAPPED_KEY_BYTES_MAX = 2_048;

  /** Most bytes that the wrapped keys of one transaction have together. */
  public static final int WRAPPED_KEYS_BYTES_MAX = 262_144;

  /** Bytes on disk. */
  public static final Codec<ChannelKey> CODEC =
      Codec.of(
          (writer, key) -> writer.id(key.giver).bytes(key.wrappedKey),
          reader ->
              new ChannelKey(reader.id(ParticipantId::new), reader.bytes(WRAPPED_KEY_BYTES_MAX)));
}
