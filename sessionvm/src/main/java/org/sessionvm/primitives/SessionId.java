package org.sessionvm.primitives;

/** Names a session: SHA-256 of the id prefix, the participants and the transaction that made it. */
public record SessionId(Bytes bytes) implements Identifier {
  /** The id that no session has; as a channel id it means none. */
  public static final SessionId ZERO = new SessionId(Bytes.wrap(new byte[BYTES]));

  public SessionId {
    Identifier.requireLength(bytes);
  }

  /** Reads the CB58 text form; throws IllegalArgumentException where it is not one. */
  public static SessionId fromCb58(String text) {
    return new SessionId(Cb58.decode(text));
  }

  @Override
  public String toString() {
    return toCb58();
  }
}
