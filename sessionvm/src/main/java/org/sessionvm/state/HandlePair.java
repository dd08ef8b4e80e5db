package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.primitives.IncarnationId;

/** Two incarnations of handles, the lesser id first, so that their order does not matter. */
public record HandlePair(IncarnationId first, IncarnationId second) {
  /** Bytes on disk. */
  public static final Codec<HandlePair> CODEC =
      Codec.of(
          (writer, pair) -> writer.id(pair.first).id(pair.second),
          reader -> new HandlePair(reader.id(IncarnationId::new), reader.id(IncarnationId::new)));

  public HandlePair {
    if (first.compareTo(second) >= 0) {
      throw new IllegalArgumentException("a pair is of two handles, the lesser id first");
    }
  }

  /** Of two in any order. */
  public static HandlePair of(IncarnationId one, IncarnationId other) {
    return one.compareTo(other) < 0 ? new HandlePair(one, other) : new HandlePair(other, one);
  }

  /** The counterpart of one of the two. */
  public IncarnationId other(IncarnationId one) {
    return one.equals(first) ? second : first;
  }
}
