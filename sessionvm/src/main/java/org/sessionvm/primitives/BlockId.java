package org.sessionvm.primitives;

/** SHA-256 of a block's header. */
public record BlockId(Bytes bytes) implements Identifier {

  public BlockId {
    Identifier.requireLength(bytes);
  }

  /** Reads the CB58 text form; throws IllegalArgumentException where it is not one. */
  public static BlockId fromCb58(String text) {
    return new BlockId(Cb58.decode(text));
  }

  @Override
  public String toString() {
    return toCb58();
  }
}
