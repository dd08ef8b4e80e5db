package org.sessionvm.primitives;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable byte string, ordered as unsigned bytes.
 *
 * <p>Never holds a secret: equality is not constant-time and {@link #toString} shows the length
 * only, so that content does not reach a log by accident.
 */
public final class Bytes implements Comparable<Bytes> {
  /** The byte string of length zero. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** A copy of {@code array}. */
  public static Bytes copyOf(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array.clone());
  }

  /** Takes {@code array} over without a copy: the caller must not touch it again. */
  public static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array);
  }

  /**
   * Bytes from hexadecimal text of either case, without a prefix.
   *
   * @throws IllegalArgumentException when the text is of odd length or not hexadecimal
   */
  public static Bytes fromHex(CharSequence hex) {
    return wrap(HexFormat.of().parseHex(hex));
  }

  /** Number of bytes. */
  public int size() {
    return array.length;
  }

  /** The byte at {@code index}. */
  public byte at(int index) {
    return array[index];
  }

  /** A copy of the content. */
  public byte[] toByteArray() {
    return array.clone();
  }

  /** The content itself, for hashing and I/O without a copy: it must not be written to. */
  public byte[] unsafeArray() {
    return array;
  }

  /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    return wrap(Arrays.copyOfRange(array, from, to));
  }

  /** This byte string followed by {@code next}. */
  public Bytes concat(Bytes next) {
    byte[] joined = Arrays.copyOf(array, array.length + next.array.length);
    System.arraycopy(next.array, 0, joined, array.length, next.array.length);
    return wrap(joined);
  }

  /** Lower-case hexadecimal text. */
  public String toHex() {
    return HexFormat.of().formatHex(array);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(array, that.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return "Bytes[" + array.length + "]";
  }
}
