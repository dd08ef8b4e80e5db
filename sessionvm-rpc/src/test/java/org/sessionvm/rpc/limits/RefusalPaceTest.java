package org.sessionvm.rpc.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RefusalPaceTest {
  private final AtomicLong nanos = new AtomicLong();
  private final LimitCounts counts = new LimitCounts();
  private final RefusalPace pace = new RefusalPace(counts, nanos::get);

  private static ClientAddress address(int last) {
    try {
      return ClientAddress.of(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last}));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private void spend(ClientAddress address) {
    assertThat(pace.waitMillis(address, RefusalPace.FREE.burst())).isZero();
  }

  @Test
  void letsABurstOfRefusalsGoAtOnceAndThenTheNextOnesWaitLongerAndLonger() {
    spend(address(1));

    assertThat(pace.waitMillis(address(1), 1)).isEqualTo(20);
    assertThat(pace.waitMillis(address(1), 1)).isEqualTo(40);
    assertThat(pace.waitMillis(address(1), 1_000_000)).isEqualTo(RefusalPace.WAIT_MILLIS_MAX);
    assertThat(counts.of(Limit.REFUSALS_PER_ADDRESS)).isEqualTo(3);
  }

  @Test
  void nothingRefusedNeverWaits() {
    pace.waitMillis(address(1), 1_000_000);

    assertThat(pace.waitMillis(address(1), 0)).isZero();
  }

  @Test
  void othersDoNotWait() {
    pace.waitMillis(address(1), 1_000_000);

    assertThat(pace.waitMillis(address(2), 1)).isZero();
  }

  @Test
  void forgivesWithTime() {
    pace.waitMillis(address(1), 1_000_000);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));

    assertThat(pace.waitMillis(address(1), 50)).isZero();
  }
}
