package org.sessionvm.client;

import java.time.Instant;
import java.util.Optional;

/**
 * Which part of a session's history, by the times of blocks, and from which end.
 *
 * @param since the earliest time, itself included; nothing is the beginning
 * @param until the latest time, itself included; nothing is no end
 */
public record HistoryRange(Optional<Instant> since, Optional<Instant> until, Order order) {
  /** Everything, the oldest first. */
  public static final HistoryRange ALL =
      new HistoryRange(Optional.empty(), Optional.empty(), Order.OLDEST_FIRST);

  /** Which message comes first. */
  public enum Order {
    OLDEST_FIRST("asc"),
    NEWEST_FIRST("desc");

    private final String wireName;

    Order(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }
  }

  /**
   * A part of a history.
   *
   * @throws IllegalArgumentException when {@code since} is after {@code until}, or {@code until}
   *     before 1970, or one of them farther away than milliseconds can say
   */
  public HistoryRange {
    if (since.isPresent() && until.isPresent() && since.get().isAfter(until.get())) {
      throw new IllegalArgumentException("the earliest time is after the latest");
    }
    if (fromMillis(since) < 0 || untilMillis(until) < 0) {
      throw new IllegalArgumentException("no block has a time before 1970");
    }
  }

  /** Blocks have whole milliseconds: none before {@code since} is let in by rounding. */
  long fromMillis() {
    return fromMillis(since);
  }

  long untilMillis() {
    return untilMillis(until);
  }

  boolean contains(long millis) {
    return fromMillis() <= millis && millis <= untilMillis();
  }

  private static long fromMillis(Optional<Instant> since) {
    return since.map(HistoryRange::millisFrom).orElse(0L);
  }

  private static long millisFrom(Instant time) {
    long millis = millis(time);
    return Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
  }

  private static long untilMillis(Optional<Instant> until) {
    return until.map(HistoryRange::millis).orElse(Long.MAX_VALUE);
  }

  private static long millis(Instant time) {
    try {
      return time.toEpochMilli();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("a time is out of range", e);
    }
  }
}
