package org.sessionvm.rpc.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The thread that looks at the parts. */
final class HealthRoundsTest {
  private static final long PATIENCE_SECONDS = 20;

  @Test
  void goesOnWhenNobodyCanBeTold() throws Exception {
    CountDownLatch looks = new CountDownLatch(3);
    HealthCheck check =
        new HealthCheck(
            "disk",
            () -> {
              looks.countDown();
              return HealthState.healthy(Map.of());
            });
    try (HealthRounds rounds =
        new HealthRounds(
            () -> true,
            _ -> {
              throw new NoClassDefFoundError("no descriptor was left to load it");
            })) {
      rounds.add(new CheckHistory(check, System::currentTimeMillis));
      rounds.start();

      assertThat(looks.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(rounds.unheard()).isGreaterThanOrEqualTo(2);
    }
  }
}
