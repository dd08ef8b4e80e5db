package org.sessionvm.primitives;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A name that somebody can be found by.
 *
 * @param text 1 to 32 of {@code a} to {@code z}, {@code 0} to {@code 9} and {@code _}
 */
public record HandleName(String text) {
  /** Longest name; each character is one byte. */
  public static final int BYTES_MAX = 32;

  public HandleName {
    if (text.isEmpty() || text.length() > BYTES_MAX || !text.chars().allMatch(HandleName::isOf)) {
      throw new IllegalArgumentException("must be 1 to " + BYTES_MAX + " of a-z, 0-9 and _");
    }
  }

  /**
   * A name as somebody typed it: normalised (NFKC of Unicode Standard Annex 15), then in lower
   * case.
   *
   * @throws IllegalArgumentException when it is no name even so
   */
  public static HandleName normalized(String typed) {
    return new HandleName(
        Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
  }

  private static boolean isOf(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || character == '_';
  }

  /** Says nothing of the name, which belongs in no log. */
  @Override
  public String toString() {
    return "HandleName";
  }
}
