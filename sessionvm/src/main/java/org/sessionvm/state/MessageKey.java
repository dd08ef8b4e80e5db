package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.SessionId;

/** The key of a message: its session and its place in it, from 0 and without gaps. */
public record MessageKey(SessionId session, long sequence) {
  /** Bytes on disk, in the order of a session's messages. */
  public static final Codec<MessageKey> CODEC =
      Codec.of(
          (writer, key) -> writer.id(key.session).u64(key.sequence),
          reader -> new MessageKey(reader.id(SessionId::new), reader.u64()));
}
