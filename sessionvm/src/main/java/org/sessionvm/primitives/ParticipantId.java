package org.sessionvm.primitives;

/** Names an identity: BLAKE2b-256 of its ML-KEM-768 and ML-DSA-65 public keys. */
public record ParticipantId(Bytes bytes) implements Identifier {
  /** Prefix of the hexadecimal form of a post-quantum identity. */
  public static final String PREFIX = "07";

  /** Stands for nobody, as the creator of an unsigned session does. */
  public static final ParticipantId NOBODY = new ParticipantId(Bytes.wrap(new byte[BYTES]));

  public ParticipantId {
    Identifier.requireLength(bytes);
  }

  /** Reads the CB58 text form; throws IllegalArgumentException where it is not one. */
  public static ParticipantId fromCb58(String text) {
    return new ParticipantId(Cb58.decode(text));
  }

  /** The 66-character form: {@link #PREFIX} and 64 hexadecimal digits. */
  public String toSessionHex() {
    return PREFIX + bytes.toHex();
  }

  /** Reads either form: 66 characters of hexadecimal that begin with 07, or CB58. */
  public static ParticipantId parse(String text) {
    if (text.length() == PREFIX.length() + 2 * BYTES && text.startsWith(PREFIX)) {
      return new ParticipantId(Bytes.fromHex(text.substring(PREFIX.length())));
    }
    return fromCb58(text);
  }

  @Override
  public String toString() {
    return toCb58();
  }
}
