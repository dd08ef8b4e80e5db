package org.sessionvm.rpc.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HealthChangesTest {
  private static final HealthState WELL = HealthState.healthy(Map.of());
  private static final HealthState FILLING = HealthState.degraded("disk is filling", Map.of());
  private static final HealthState FULL = HealthState.unhealthy("disk is full");

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> lines = new ArrayList<>();
  private final HealthChanges changes = new HealthChanges(nanos::get, lines::add);

  @Test
  void saysNothingWhileAllIsWell() {
    note(WELL, WELL, WELL);

    assertThat(lines).isEmpty();
  }

  @Test
  void saysOnceThatAPartIsUnwellAndThatItIsWellAgain() {
    note(FULL, FULL, FULL);
    later(Duration.ofSeconds(10));
    note(WELL, WELL);

    assertThat(lines)
        .containsExactly(
            "health: disk is unwell: disk is full",
            "unready because of disk",
            "health: disk is well again",
            "ready again");
  }

  @Test
  void aWarningDoesNotTurnTheNodeUnready() {
    note(FILLING);

    assertThat(lines).containsExactly("health: disk warns: disk is filling");
  }

  @Test
  void aPartThatFlapsFillsNoLogAndItsLastStateIsTold() {
    for (int i = 0; i < 1_000; i++) {
      note(FULL, WELL);
    }
    later(Duration.ofSeconds(10));
    note(WELL);

    assertThat(lines).hasSize(4).endsWith("health: disk is well again", "ready again");
  }

  private void later(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  private void note(HealthState... states) {
    for (HealthState state : states) {
      changes.note(
          List.of(
              new CheckResult(
                  HealthCheck.forReadiness("disk", () -> state),
                  state,
                  Instant.EPOCH,
                  Duration.ZERO,
                  0,
                  Optional.empty())));
    }
  }
}
