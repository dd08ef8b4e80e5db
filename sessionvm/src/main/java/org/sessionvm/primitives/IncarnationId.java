package org.sessionvm.primitives;

/** Names one registration of a handle: the id of the transaction that registered it. */
public record IncarnationId(Bytes bytes) implements Identifier, Comparable<IncarnationId> {
  public IncarnationId {
    Identifier.requireLength(bytes);
  }

  /** The incarnation that a registration begins. */
  public static IncarnationId of(TransactionId registration) {
    return new IncarnationId(registration.bytes());
  }

  /** Reads the CB58 text form; throws IllegalArgumentException where it is not one. */
  public static IncarnationId fromCb58(String text) {
    return new IncarnationId(Cb58.decode(text));
  }

  @Override
  public int compareTo(IncarnationId other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return toCb58();
  }
}
