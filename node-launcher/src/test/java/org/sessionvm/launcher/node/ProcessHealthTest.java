package org.sessionvm.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.health.HealthState;
import org.sessionvm.rpc.health.HealthState.Level;

/** From how many open files on a node says so. */
class ProcessHealthTest {
  private static HealthState with(long open, long most) {
    return ProcessHealth.judge(OptionalLong.of(open), most);
  }

  @Test
  void warnsFromFourFifthsOn() {
    assertThat(with(799, 1_000).level()).isEqualTo(Level.OK);
    assertThat(with(800, 1_000).level()).isEqualTo(Level.WARNING);
    assertThat(with(800, 1_000).reason()).isEqualTo("800 of 1000 file descriptors are open");
  }

  @Test
  void isUnwellWhenTheStoreCouldNotBeOpenedAgain() {
    long left = ProcessHealth.DESCRIPTORS_LEFT_MIN;

    assertThat(with(1_000 - left, 1_000).level()).isEqualTo(Level.WARNING);
    assertThat(with(1_000 - left + 1, 1_000).level()).isEqualTo(Level.ERROR);
    assertThat(ProcessHealth.judge(OptionalLong.empty(), 1_000).level()).isEqualTo(Level.ERROR);
  }

  @Test
  void doesNotMindThatThereIsNoLimit() {
    assertThat(with(100, Long.MAX_VALUE).level()).isEqualTo(Level.OK);
  }
}
