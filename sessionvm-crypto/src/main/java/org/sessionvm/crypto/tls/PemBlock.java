package org.sessionvm.crypto.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What stands between {@code -----BEGIN X-----} and {@code -----END X-----} (RFC 7468). Text
 * outside of blocks says nothing. Works on bytes alone, so that a key can be wiped.
 */
final class PemBlock implements AutoCloseable {
  private static final String DASHES = "-----";
  private static final String BEGIN = DASHES + "BEGIN ";
  private static final String END = DASHES + "END ";

  /** No label is longer; only lines up to this length are looked at as text. */
  private static final int MARKER_CHARACTERS_MAX = 80;

  private final String label;
  private final byte[] der;

  private PemBlock(String label, byte[] der) {
    this.label = label;
    this.der = der;
  }

  /** Such as {@code CERTIFICATE}. */
  String label() {
    return label;
  }

  /** The block's own bytes, wiped when it is closed. */
  byte[] der() {
    return der;
  }

  /** Every block, in order. */
  static List<PemBlock> parse(byte[] text) throws TlsMaterialException {
    List<PemBlock> blocks = new ArrayList<>();
    int bodyStart = -1;
    String open = "";
    for (int start = 0; start < text.length; ) {
      int end = lineEnd(text, start);
      String marker = marker(text, start, end);
      if (bodyStart < 0 && marker.startsWith(BEGIN)) {
        open = marker.substring(BEGIN.length(), marker.length() - DASHES.length());
        bodyStart = end;
      } else if (bodyStart >= 0 && marker.startsWith(BEGIN)) {
        throw new TlsMaterialException("has a block of PEM that does not end");
      } else if (bodyStart >= 0 && marker.startsWith(END)) {
        blocks.add(new PemBlock(open, decode(text, bodyStart, start)));
        bodyStart = -1;
      }
      start = end + 1;
    }
    if (bodyStart >= 0) {
      throw new TlsMaterialException("ends within a block of PEM");
    }
    return blocks;
  }

  private static int lineEnd(byte[] text, int start) {
    int end = start;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end;
  }

  /** The line if it is a marker, and else nothing: other lines may be of a key. */
  private static String marker(byte[] text, int start, int end) {
    if (end - start > MARKER_CHARACTERS_MAX
        || end - start < DASHES.length()
        || text[start] != '-') {
      return "";
    }
    String line = new String(text, start, end - start, StandardCharsets.US_ASCII).strip();
    return line.endsWith(DASHES) && line.length() > BEGIN.length() + DASHES.length() ? line : "";
  }

  private static byte[] decode(byte[] text, int from, int to) throws TlsMaterialException {
    byte[] digits = new byte[to - from];
    try {
      int count = 0;
      for (int i = from; i < to; i++) {
        if (text[i] == ':') {
          throw new TlsMaterialException(
              "is encrypted in an old way: convert it with openssl pkcs8 -topk8");
        }
        if (text[i] > ' ') {
          digits[count++] = text[i];
        }
      }
      byte[] exact = Arrays.copyOf(digits, count);
      try {
        return Base64.getDecoder().decode(exact);
      } finally {
        Arrays.fill(exact, (byte) 0);
      }
    } catch (IllegalArgumentException e) {
      // Its text would repeat what is written there.
      throw new TlsMaterialException("has a block of PEM that is not Base64");
    } finally {
      Arrays.fill(digits, (byte) 0);
    }
  }

  @Override
  public void close() {
    Arrays.fill(der, (byte) 0);
  }

  @Override
  public String toString() {
    return "PemBlock[" + label + "]";
  }
}
