package org.sessionvm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostMemoryTest {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  private long now = 1_000_000_000;
  private final HostMemory memory = new HostMemory(() -> now);

  private void accept(long height, long afterMillis) {
    now += afterMillis;
    memory.accepted(height);
  }

  @Test
  void isSureOfNothingWithoutABlock() {
    now += 100 * MINUTE;
    assertThat(memory.sureHeight()).isZero();
  }

  @Test
  void isSureOfABlockTenMinutesAfterIt() {
    accept(7, 0);
    now += 10 * MINUTE - 1;
    assertThat(memory.sureHeight()).isZero();
    now++;
    assertThat(memory.sureHeight()).isEqualTo(7);
  }

  @Test
  void isSureOfTheNewestOfManyOnceTheChainIsIdle() {
    for (int height = 1; height <= 1_000; height++) {
      accept(height, SECOND / 10);
    }
    now += 10 * MINUTE;
    assertThat(memory.sureHeight()).isEqualTo(1_000);
  }

  @Test
  void isSureOfTheNewestBeforeAPauseThoughAnotherFollowsIt() {
    accept(1, 0);
    accept(2, SECOND);
    accept(3, 10 * MINUTE - 1);
    now++;
    assertThat(memory.sureHeight()).isEqualTo(2);
  }

  @Test
  void followsABusyChainByElevenMinutesAtMost() {
    for (int second = 1; second <= 3_600; second++) {
      accept(second, SECOND);
      if (second > 660) {
        assertThat(memory.sureHeight()).isBetween(second - 660L, second - 600L);
      }
      assertThat(memory.size()).isLessThanOrEqualTo(14);
    }
  }

  @Test
  void isSureOfNoBlockTooEarlyWhenTheClockGoesBack() {
    accept(1, 0);
    accept(2, 5 * MINUTE);
    accept(3, -4 * MINUTE);
    accept(4, 0);
    now += 6 * MINUTE;
    assertThat(memory.sureHeight()).isZero();
    now += 4 * MINUTE;
    assertThat(memory.sureHeight()).isEqualTo(1);
  }
}
