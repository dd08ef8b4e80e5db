package org.sessionvm.client;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a message says. Never prints itself; {@link #close} wipes it, after which it is all zeros.
 */
public final class Plaintext implements AutoCloseable {
  private final byte[] bytes;

  /** Takes {@code bytes} over: the caller must not touch them again. */
  Plaintext(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy, for the caller to wipe. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Number of bytes. */
  public int size() {
    return bytes.length;
  }

  /**
   * The text, if it is well-formed UTF-8. Its author chose every character: take out control
   * characters before it reaches a terminal.
   */
  public Optional<String> text() {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "Plaintext[" + bytes.length + " bytes]";
  }
}
