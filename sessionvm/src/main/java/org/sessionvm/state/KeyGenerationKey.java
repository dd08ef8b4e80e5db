package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.SessionId;

/** The key of a session's key: the session and the generation, from 1. */
public record KeyGenerationKey(SessionId session, int generation) {
  /** Bytes on disk, in the order of the generations. */
  public static final Codec<KeyGenerationKey> CODEC =
      Codec.of(
          (writer, key) -> writer.id(key.session).u32(key.generation),
          reader -> new KeyGenerationKey(reader.id(SessionId::new), reader.u32()));
}
