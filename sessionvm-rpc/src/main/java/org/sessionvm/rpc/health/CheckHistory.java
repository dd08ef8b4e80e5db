package org.sessionvm.rpc.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sessionvm.spi.TimeSource;

/** Runs one check, and remembers what it found and since when it fails. Safe for any thread. */
final class CheckHistory {
  /** A check that takes longer is reported as unwell before it has come back. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HealthCheck check;
  private final TimeSource time;
  private int contiguousFailures;
  private Optional<Instant> firstFailure = Optional.empty();
  private CheckResult latest;
  private boolean running;
  private long runningSinceNanos;

  CheckHistory(HealthCheck check, TimeSource time) {
    this.check = check;
    this.time = time;
    this.latest =
        new CheckResult(
            check,
            HealthState.unhealthy("not looked at yet"),
            now(),
            Duration.ZERO,
            0,
            Optional.empty());
  }

  /** Looks, which may take long; {@link #latest} does not wait for it. */
  void run() {
    Instant at = now();
    long start = begin();
    HealthState state = look();
    end(state, at, Duration.ofNanos(System.nanoTime() - start));
  }

  private synchronized long begin() {
    running = true;
    runningSinceNanos = System.nanoTime();
    return runningSinceNanos;
  }

  private HealthState look() {
    try {
      return check.state().get();
    } catch (Throwable e) {
      // This is the edge of a thread that has to go on, and the message might name anything.
      return HealthState.unhealthy("the check itself failed: " + e.getClass().getSimpleName());
    }
  }

  private synchronized void end(HealthState state, Instant at, Duration duration) {
    running = false;
    latest = note(state, at, duration);
  }

  private CheckResult note(HealthState state, Instant at, Duration duration) {
    if (state.isHealthy()) {
      contiguousFailures = 0;
      firstFailure = Optional.empty();
    } else {
      contiguousFailures++;
      firstFailure = firstFailure.or(() -> Optional.of(at));
    }
    return new CheckResult(check, state, at, duration, contiguousFailures, firstFailure);
  }

  /** What was found last, or that the check does not come back. */
  synchronized CheckResult latest() {
    Duration taken = Duration.ofNanos(System.nanoTime() - runningSinceNanos);
    if (!running || taken.compareTo(PATIENCE) < 0) {
      return latest;
    }
    HealthState stuck =
        HealthState.unhealthy("the check has not come back for " + taken.toSeconds() + " s");
    return new CheckResult(
        check, stuck, now(), taken, contiguousFailures + 1, firstFailure.or(() -> at(taken)));
  }

  private Optional<Instant> at(Duration ago) {
    return Optional.of(now().minus(ago));
  }

  private Instant now() {
    return Instant.ofEpochMilli(time.currentMillis());
  }
}
