package org.sessionvm.crypto.password;

/**
 * What one guess at a password costs (RFC 9106, section 3.1). The bounds hold for costs read from a
 * file too, so that a hostile one can neither exhaust the memory nor make guessing cheap.
 *
 * @param memoryKibibytes 8,192 to 1,048,576
 * @param passes 1 to 16
 * @param lanes 1 to 4
 */
public record Argon2Cost(int memoryKibibytes, int passes, int lanes) {
  /** 64 MiB, 3 passes, 1 lane: a fraction of a second on a desktop machine. */
  public static final Argon2Cost STANDARD = new Argon2Cost(64 * 1024, 3, 1);

  /** The least that is accepted. */
  public static final Argon2Cost LEAST = new Argon2Cost(8 * 1024, 1, 1);

  public Argon2Cost {
    require("memoryKibibytes", memoryKibibytes, 8 * 1024, 1024 * 1024);
    require("passes", passes, 1, 16);
    require("lanes", lanes, 1, 4);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, not between %d and %d".formatted(name, value, least, most));
    }
  }
}
