package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.SessionId;

/** The key of a participant's public key entry: the session and the participant's position. */
public record SessionKeyIndex(SessionId session, int index) {
  /** Bytes on disk. */
  public static final Codec<SessionKeyIndex> CODEC =
      Codec.of(
          (writer, key) -> writer.id(key.session).u16(key.index),
          reader -> new SessionKeyIndex(reader.id(SessionId::new), reader.u16()));
}
