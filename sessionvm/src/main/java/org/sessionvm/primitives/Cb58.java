package org.sessionvm.primitives;

import java.math.BigInteger;

/**
 * The text form of identifiers on Avalanche and Lux: base58 (Bitcoin's alphabet) of the bytes and
 * the last four bytes of their SHA-256.
 */
public final class Cb58 {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(58);
  private static final int CHECKSUM_BYTES = 4;

  /** Longest text that is looked at; a 32-byte identifier has 50 characters at the most. */
  private static final int TEXT_CHARACTERS_MAX = 256;

  private Cb58() {}

  /** The text of {@code bytes}. */
  public static String encode(Bytes bytes) {
    return base58(bytes.concat(checksum(bytes)));
  }

  /**
   * The bytes of {@code text}.
   *
   * @throws IllegalArgumentException that says whether alphabet, length or checksum is wrong
   */
  public static Bytes decode(String text) {
    Bytes all = unbase58(text);
    if (all.size() < CHECKSUM_BYTES) {
      throw new IllegalArgumentException("input string is smaller than the checksum size");
    }
    Bytes bytes = all.slice(0, all.size() - CHECKSUM_BYTES);
    if (!checksum(bytes).equals(all.slice(bytes.size(), all.size()))) {
      throw new IllegalArgumentException("invalid input checksum");
    }
    return bytes;
  }

  private static Bytes checksum(Bytes bytes) {
    Bytes hash = Sha256.hash(bytes);
    return hash.slice(hash.size() - CHECKSUM_BYTES, hash.size());
  }

  private static String base58(Bytes bytes) {
    StringBuilder reversed = new StringBuilder();
    BigInteger rest = new BigInteger(1, bytes.unsafeArray());
    while (rest.signum() > 0) {
      BigInteger[] step = rest.divideAndRemainder(BASE);
      reversed.append(ALPHABET.charAt(step[1].intValue()));
      rest = step[0];
    }
    for (int i = 0; i < bytes.size() && bytes.at(i) == 0; i++) {
      reversed.append(ALPHABET.charAt(0));
    }
    return reversed.reverse().toString();
  }

  private static Bytes unbase58(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("base58 decoding error: zero length string");
    }
    if (text.length() > TEXT_CHARACTERS_MAX) {
      throw new IllegalArgumentException(
          "base58 decoding error: longer than " + TEXT_CHARACTERS_MAX + " characters");
    }
    BigInteger number = BigInteger.ZERO;
    int zeros = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new IllegalArgumentException(
            "base58 decoding error: Invalid base58 digit ('" + text.charAt(i) + "')");
      }
      if (digit == 0 && zeros == i) {
        zeros++;
      }
      number = number.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    byte[] magnitude = number.signum() == 0 ? new byte[0] : number.toByteArray();
    int sign = magnitude.length > 0 && magnitude[0] == 0 ? 1 : 0;
    byte[] bytes = new byte[zeros + magnitude.length - sign];
    System.arraycopy(magnitude, sign, bytes, zeros, magnitude.length - sign);
    return Bytes.wrap(bytes);
  }
}
