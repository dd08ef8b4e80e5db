package org.sessionvm.client.keystore;

import java.util.regex.Pattern;

/**
 * What its owner calls an identity on this machine.
 *
 * @param value 1 to 32 of a-z, 0-9, _ and -, so that it is a file name everywhere
 */
public record IdentityName(String value) implements Comparable<IdentityName> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{1,32}");

  public IdentityName {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a name has 1 to 32 characters of a-z, 0-9, _ and -, unlike \"" + value + "\"");
    }
  }

  static boolean isValid(String value) {
    return FORM.matcher(value).matches();
  }

  @Override
  public int compareTo(IdentityName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
