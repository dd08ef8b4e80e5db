package org.sessionvm.primitives;

/** Names a chain; every signature covers it, so that none is good on two chains. */
public record ChainId(Bytes bytes) implements Identifier {

  public ChainId {
    Identifier.requireLength(bytes);
  }

  /** Reads the CB58 text form; throws IllegalArgumentException where it is not one. */
  public static ChainId fromCb58(String text) {
    return new ChainId(Cb58.decode(text));
  }

  @Override
  public String toString() {
    return toCb58();
  }
}
