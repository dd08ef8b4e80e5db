package org.sessionvm.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Identifier;

/**
 * Reads what {@link ByteWriter} wrote. Every length is checked against its limit and against what
 * is left before anything is allocated, so hostile bytes cost no more than they hold.
 */
public final class ByteReader {
  private final Bytes bytes;
  private final ByteBuffer buffer;

  public ByteReader(Bytes bytes) {
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes.unsafeArray());
  }

  /** One byte. */
  public int u8() {
    require(1);
    return buffer.get() & 0xff;
  }

  /** Two bytes. */
  public int u16() {
    return u8() << 8 | u8();
  }

  /** Four bytes; values of 2^31 and more are refused, since nothing here is that large. */
  public int u32() {
    require(Integer.BYTES);
    int value = buffer.getInt();
    if (value < 0) {
      throw new DecodeException("a 32-bit number is 2^31 or more");
    }
    return value;
  }

  /** Four bytes as they are: 2^31 and more come back negative. */
  public int u32Unbounded() {
    require(Integer.BYTES);
    return buffer.getInt();
  }

  /** Eight bytes as they are: 2^63 and more come back negative. */
  public long u64() {
    require(Long.BYTES);
    return buffer.getLong();
  }

  /** One byte that must be 0 or 1. */
  public boolean flag() {
    int value = u8();
    if (value > 1) {
      throw new DecodeException("a flag is neither 0 nor 1");
    }
    return value == 1;
  }

  /** The next {@code count} bytes. */
  public Bytes raw(int count) {
    require(count);
    int start = buffer.position();
    buffer.position(start + count);
    return bytes.slice(start, start + count);
  }

  /** Whether anything is left. */
  public boolean hasMore() {
    return buffer.hasRemaining();
  }

  /** All bytes that are left. */
  public Bytes remaining() {
    return raw(buffer.remaining());
  }

  /** The next 32 bytes as an identifier of the given type. */
  public <I extends Identifier> I id(Function<Bytes, I> type) {
    return type.apply(raw(Identifier.BYTES));
  }

  /** A length of four bytes, at most {@code limit}, and the content. */
  public Bytes bytes(int limit) {
    return raw(count("length", limit));
  }

  /** A length of four bytes, at most {@code limit}, and well-formed UTF-8. */
  public String string(int limit) {
    Bytes utf8 = bytes(limit);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(utf8.unsafeArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new DecodeException("text is not well-formed UTF-8", e);
    }
  }

  /** A count of four bytes, at most {@code limit}, and as many items. */
  public <T> List<T> list(int limit, Function<ByteReader, T> item) {
    int count = count("count", limit);
    List<T> items = new ArrayList<>(Math.min(count, buffer.remaining()));
    for (int i = 0; i < count; i++) {
      items.add(item.apply(this));
    }
    return List.copyOf(items);
  }

  /** Runs {@code read}; a value that its type refuses is a {@link DecodeException} too. */
  <T> T guard(Function<ByteReader, T> read) {
    try {
      return read.apply(this);
    } catch (IllegalArgumentException e) {
      throw new DecodeException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Refuses bytes after the last field. */
  public void requireEnd() {
    if (buffer.hasRemaining()) {
      throw new DecodeException(buffer.remaining() + " bytes follow the last field");
    }
  }

  private int count(String what, int limit) {
    int value = u32();
    if (value > limit) {
      throw new DecodeException(what + " " + value + " is over the limit of " + limit);
    }
    return value;
  }

  private void require(int count) {
    if (buffer.remaining() < count) {
      throw new DecodeException("the bytes end inside a field");
    }
  }
}
