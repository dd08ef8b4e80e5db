package org.sessionvm.primitives;

/** A 32-byte identifier. Each kind is a type of its own, so that one cannot stand for another. */
public sealed interface Identifier
    permits BlockId, ChainId, ChannelId, IncarnationId, ParticipantId, SessionId, TransactionId {
  /** Length of every identifier. */
  int BYTES = 32;

  /** The raw 32 bytes. */
  Bytes bytes();

  /** The text form that wallets and nodes print. */
  default String toCb58() {
    return Cb58.encode(bytes());
  }

  /** Returns {@code bytes} if they are as long as an identifier. */
  static Bytes requireLength(Bytes bytes) {
    if (bytes.size() != BYTES) {
      throw new IllegalArgumentException(
          "invalid hash length: expected " + BYTES + " bytes but got " + bytes.size());
    }
    return bytes;
  }
}
