package org.sessionvm.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.health.HealthState;
import org.sessionvm.rpc.health.HealthState.Level;
import org.sessionvm.vm.LocalSequencer.Activity;

/** How long one block may take before a node says so. */
class SequencerHealthTest {
  private static HealthState working(Duration since) {
    return SequencerHealth.judge(new Activity(true, true, since.toNanos()), 3);
  }

  @Test
  void isWellWhileABlockTakesLessThanFiveSeconds() {
    assertThat(working(Duration.ofSeconds(5).minusNanos(1)).level()).isEqualTo(Level.OK);
    assertThat(working(Duration.ofSeconds(4)).details())
        .containsEntry("pending", 3)
        .containsEntry("working", true)
        .containsEntry("secondsSinceLastStep", 4L);
  }

  @Test
  void warnsFromFiveSecondsOn() {
    assertThat(working(Duration.ofSeconds(5)).level()).isEqualTo(Level.WARNING);
    assertThat(working(Duration.ofSeconds(15).minusNanos(1)).level()).isEqualTo(Level.WARNING);
  }

  @Test
  void isStuckFromFifteenSecondsOn() {
    assertThat(working(Duration.ofSeconds(15)).reason()).isEqualTo("stuck on one block for 15 s");
    assertThat(working(Duration.ofSeconds(15)).level()).isEqualTo(Level.ERROR);
  }

  @Test
  void mayWaitForWorkForAnyTime() {
    Activity idle = new Activity(true, false, Duration.ofDays(9).toNanos());

    assertThat(SequencerHealth.judge(idle, 0).level()).isEqualTo(Level.OK);
  }

  @Test
  void isUnwellWhenItsThreadHasEnded() {
    Activity ended = new Activity(false, false, 0);

    assertThat(SequencerHealth.judge(ended, 0).reason()).isEqualTo("the sequencer has ended");
  }
}
