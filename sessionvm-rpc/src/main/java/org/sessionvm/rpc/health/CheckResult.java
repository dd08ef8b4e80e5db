package org.sessionvm.rpc.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param check that looked
 * @param at when
 * @param duration it took
 * @param contiguousFailures errors in a row
 * @param firstFailure when they began
 */
public record CheckResult(
    HealthCheck check,
    HealthState state,
    Instant at,
    Duration duration,
    int contiguousFailures,
    Optional<Instant> firstFailure) {
  /** The name of the check. */
  public String name() {
    return check.name();
  }

  /** Whether the node must not take work because of it. */
  boolean forbidsWork() {
    return check.effect() == HealthCheck.Effect.READINESS && !state.isHealthy();
  }
}
