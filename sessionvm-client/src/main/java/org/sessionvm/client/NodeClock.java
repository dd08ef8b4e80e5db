package org.sessionvm.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** This machine's clock, corrected by what the node says when it refuses our time. */
final class NodeClock {
  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  private final Clock clock;
  private final AtomicLong lastMillis = new AtomicLong(Long.MIN_VALUE);
  private volatile Duration ahead = Duration.ZERO;

  NodeClock(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().plus(ahead);
  }

  /** Never the same twice: a node takes each time of a participant once. */
  long uniqueMillis() {
    long now = now().toEpochMilli();
    return lastMillis.updateAndGet(last -> Math.max(last + 1, now));
  }

  /** Counts from the node's time if ours is so far from it that things would be refused. */
  void correctIfFar(Instant serverTime) {
    if (Duration.between(now(), serverTime).abs().compareTo(TOLERANCE) > 0) {
      correct(serverTime);
    }
  }

  /** From now on counts from the node's time. */
  void correct(Instant serverTime) {
    ahead = Duration.between(clock.instant(), serverTime);
    lastMillis.set(Long.MIN_VALUE);
  }
}
