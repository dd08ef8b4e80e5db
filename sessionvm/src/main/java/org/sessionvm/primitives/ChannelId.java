package org.sessionvm.primitives;

/** Names a channel: the id of the transaction that made it. */
public record ChannelId(Bytes bytes) implements Identifier {
  public ChannelId {
    Identifier.requireLength(bytes);
  }

  /** The channel that a creation begins. */
  public static ChannelId of(TransactionId creation) {
    return new ChannelId(creation.bytes());
  }

  /** Reads the CB58 text form; throws IllegalArgumentException where it is not one. */
  public static ChannelId fromCb58(String text) {
    return new ChannelId(Cb58.decode(text));
  }

  @Override
  public String toString() {
    return toCb58();
  }
}
