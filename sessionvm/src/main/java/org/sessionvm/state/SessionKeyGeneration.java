package org.sessionvm.state;

import java.util.List;
import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.TransactionId;

/**
 * A key of a session, as each participant can unwrap it. What it is wrapped with is the public key
 * that the session names.
 *
 * @param rotation the transaction that gave it
 * @param author the position of the participant who did
 * @param rotatedMillis the time of that block
 * @param wrappedKeys of each participant, in the session's order
 */
public record SessionKeyGeneration(
    TransactionId rotation, int author, long rotatedMillis, List<Bytes> wrappedKeys) {
  /** Longest wrapped key, in bytes. */
  public static final int WRAPPED_KEY_BYTES_MAX = 4_096;

  /** Most bytes that the wrapped keys of one generation have together. */
  public static final int WRAPPED_KEYS_BYTES_MAX = 262_144;

  private static final int PARTICIPANTS_CEILING = 128;

  /** Bytes on disk. */
  public static final Codec<SessionKeyGeneration> CODEC =
      Codec.of(
          (writer, key) -> {
            writer.id(key.rotation).u16(key.author).u64(key.rotatedMillis);
            writer.u32(key.wrappedKeys.size());
            key.wrappedKeys.forEach(writer::bytes);
          },
          reader ->
              new SessionKeyGeneration(
                  reader.id(TransactionId::new),
                  reader.u16(),
                  reader.u64(),
                  reader.list(PARTICIPANTS_CEILING, r -> r.bytes(WRAPPED_KEY_BYTES_MAX))));

  public SessionKeyGeneration {
    wrappedKeys = List.copyOf(wrappedKeys);
  }
}
