package org.sessionvm.primitives;

/** BLAKE2b-256 of what a transaction's signer signs. A message's id is its transaction's. */
public record TransactionId(Bytes bytes) implements Identifier {

  public TransactionId {
    Identifier.requireLength(bytes);
  }

  /** Reads the CB58 text form; throws IllegalArgumentException where it is not one. */
  public static TransactionId fromCb58(String text) {
    return new TransactionId(Cb58.decode(text));
  }

  @Override
  public String toString() {
    return toCb58();
  }
}
