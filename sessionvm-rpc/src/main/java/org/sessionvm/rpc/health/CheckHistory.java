package org.sessionvm.rpc.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sessionvm.spi.TimeSource;

/** Runs one check and remembers since when it fails. Safe for any thread. */
final class CheckHistory {
  private final HealthCheck check;
  private final TimeSource time;
  private int contiguousFailures;
  private Optional<Instant> firstFailure = Optional.empty();

  /**
   * What a check found.
   *
   * @param firstFailure when the failures in a row began
   */
  record Result(
      String name,
      HealthState state,
      Instant at,
      Duration duration,
      int contiguousFailures,
      Optional<Instant> firstFailure) {}

  CheckHistory(HealthCheck check, TimeSource time) {
    this.check = check;
    this.time = time;
  }

  Result run() {
    Instant at = Instant.ofEpochMilli(time.currentMillis());
    long start = System.nanoTime();
    HealthState state = look();
    return note(state, at, Duration.ofNanos(System.nanoTime() - start));
  }

  private HealthState look() {
    try {
      return check.state().get();
    } catch (RuntimeException e) {
      return HealthState.unhealthy("the check itself failed: " + e.getClass().getSimpleName());
    }
  }

  private synchronized Result note(HealthState state, Instant at, Duration duration) {
    if (state.isHealthy()) {
      contiguousFailures = 0;
      firstFailure = Optional.empty();
    } else {
      contiguousFailures++;
      firstFailure = firstFailure.or(() -> Optional.of(at));
    }
    return new Result(check.name(), state, at, duration, contiguousFailures, firstFailure);
  }
}
