package org.sessionvm.primitives;

import java.nio.charset.StandardCharsets;

/**
 * What a channel is called.
 *
 * @param text 1 to 64 bytes of UTF-8 without control characters
 */
public record ChannelName(String text) {
  /** Longest name in bytes of UTF-8. */
  public static final int BYTES_MAX = 64;

  public ChannelName {
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size == 0 || size > BYTES_MAX || text.codePoints().anyMatch(ChannelName::isNoText)) {
      throw new IllegalArgumentException(
          "must be 1 to " + BYTES_MAX + " bytes of UTF-8 without control characters");
    }
  }

  /** Half a surrogate pair has no form in UTF-8. */
  private static boolean isNoText(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
  }

  /** Says nothing of the name, which belongs in no log. */
  @Override
  public String toString() {
    return "ChannelName";
  }
}
