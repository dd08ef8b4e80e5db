package org.sessionvm.rpc.method;

import org.sessionvm.primitives.Bytes;

/** Reads hexadecimal text with the reference's words for what is wrong with it. */
final class Hex {
  private Hex() {}

  /** Bytes of text in either case; throws IllegalArgumentException that says what is wrong. */
  static Bytes decode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        // As in Go, where an odd digit at the end is only noticed when all others are right.
        throw new IllegalArgumentException(
            "encoding/hex: invalid byte: " + describe(text.codePointAt(i)));
      }
    }
    if (text.length() % 2 != 0) {
      throw new IllegalArgumentException("encoding/hex: odd length hex string");
    }
    return Bytes.fromHex(text);
  }

  private static String describe(int codePoint) {
    return "U+%04X '%s'".formatted(codePoint, Character.toString(codePoint));
  }
}
