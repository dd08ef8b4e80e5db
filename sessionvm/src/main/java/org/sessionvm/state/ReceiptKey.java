package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.SessionId;

/** The key of a receipt: the session and the position of the participant who gave it. */
public record ReceiptKey(SessionId session, int index) {
  /** Bytes on disk. */
  public static final Codec<ReceiptKey> CODEC =
      Codec.of(
          (writer, key) -> writer.id(key.session).u16(key.index),
          reader -> new ReceiptKey(reader.id(SessionId::new), reader.u16()));
}
