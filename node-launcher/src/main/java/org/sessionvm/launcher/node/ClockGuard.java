package org.sessionvm.launcher.node;

import java.time.Duration;
import java.time.Instant;
import org.sessionvm.vm.SessionVm;

/**
 * Keeps a clock that is far ahead from deleting what is not due: block time never goes back, so one
 * start in the wrong year would end every session for good.
 */
final class ClockGuard {
  private ClockGuard() {}

  /**
   * Refuses a clock more than {@code retentionDays} past the last block, if anything would be due.
   *
   * @param trusted whether the operator vouches for the clock
   * @throws NodeFailure that names both times and the option
   */
  static void require(SessionVm vm, long nowMillis, boolean trusted) {
    long last = vm.lastAccepted().timestampMillis();
    Duration ahead = Duration.ofMillis(nowMillis - last);
    if (trusted || ahead.toMillis() <= vm.rules().retentionMillis() || !vm.isMaintenanceDue()) {
      return;
    }
    throw new NodeFailure(
        ("the clock says %s, which is %d days past the last block (%s) and more than"
                + " retentionDays (%d): going on would delete what is due by then; set the clock"
                + " right, or start once with --trust-clock")
            .formatted(
                Instant.ofEpochMilli(nowMillis),
                ahead.toDays(),
                Instant.ofEpochMilli(last),
                vm.rules().retentionDays()));
  }
}
