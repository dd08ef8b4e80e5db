package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.IncarnationId;

/** A chat of a handle with another; that with the latest message comes first. */
public record ChatKey(IncarnationId handle, long lastMillis, IncarnationId other) {
  /** Bytes on disk. */
  public static final Codec<ChatKey> CODEC =
      Codec.of(
          // The complement puts later times first in the order of bytes.
          (writer, key) -> writer.id(key.handle).u64(~key.lastMillis).id(key.other),
          reader ->
              new ChatKey(
                  reader.id(IncarnationId::new), ~reader.u64(), reader.id(IncarnationId::new)));

  /** The pair whose chat it is. */
  public HandlePair pair() {
    return HandlePair.of(handle, other);
  }
}
