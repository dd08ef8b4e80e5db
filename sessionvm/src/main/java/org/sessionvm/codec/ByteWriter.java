package org.sessionvm.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Identifier;

/** Writes fields one after the other; integers are big-endian. Not for use by several threads. */
public final class ByteWriter {
  private byte[] array = new byte[128];
  private int size;

  /** One byte. */
  public ByteWriter u8(int value) {
    reserve(1);
    array[size++] = (byte) value;
    return this;
  }

  /** Two bytes. */
  public ByteWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  /** Four bytes. */
  public ByteWriter u32(int value) {
    reserve(Integer.BYTES);
    ByteBuffer.wrap(array).putInt(size, value);
    size += Integer.BYTES;
    return this;
  }

  /** Eight bytes. */
  public ByteWriter u64(long value) {
    reserve(Long.BYTES);
    ByteBuffer.wrap(array).putLong(size, value);
    size += Long.BYTES;
    return this;
  }

  /** One byte, 0 or 1. */
  public ByteWriter flag(boolean value) {
    return u8(value ? 1 : 0);
  }

  /** The bytes themselves, without a length. */
  public ByteWriter raw(Bytes bytes) {
    reserve(bytes.size());
    System.arraycopy(bytes.unsafeArray(), 0, array, size, bytes.size());
    size += bytes.size();
    return this;
  }

  /** The 32 bytes of an identifier. */
  public ByteWriter id(Identifier identifier) {
    return raw(identifier.bytes());
  }

  /** A length of four bytes and the content. */
  public ByteWriter bytes(Bytes bytes) {
    return u32(bytes.size()).raw(bytes);
  }

  /** A length of four bytes and the UTF-8 form of {@code text}. */
  public ByteWriter string(String text) {
    return bytes(utf8(text));
  }

  /** What was written. */
  public Bytes toBytes() {
    return Bytes.wrap(Arrays.copyOf(array, size));
  }

  /**
   * The UTF-8 form of {@code text}.
   *
   * @throws IllegalArgumentException when it holds half a surrogate pair, which has none
   */
  public static Bytes utf8(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] utf8 = new byte[encoded.remaining()];
      encoded.get(utf8);
      return Bytes.wrap(utf8);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("text is not well-formed Unicode", e);
    }
  }

  private void reserve(int more) {
    if (array.length - size < more) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, size + more));
    }
  }
}
