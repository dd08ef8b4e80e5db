package org.sessionvm.launcher.node;

import java.time.Duration;
import java.util.Map;
import org.sessionvm.rpc.health.HealthState;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.vm.SessionVm;

/**
 * Compares the node's clock, which counts on from the start, with the machine's, which may be set
 * meanwhile, and with the last block. A difference is a warning: the node works, by a time that
 * somebody should look at.
 *
 * @param node the clock that the node goes by
 * @param wall the machine's clock
 * @param vm whose last block is compared
 */
record ClockWatch(TimeSource node, TimeSource wall, SessionVm vm) {
  /** From this difference on there is a warning. */
  static final Duration TOLERANCE = Duration.ofSeconds(10);

  /** How far the machine's clock is ahead of the node's; negative if it is behind. */
  Duration difference() {
    return Duration.ofMillis(wall.currentMillis() - node.currentMillis());
  }

  /**
   * How far the node's clock is behind the last block, whose time blocks have until it caught up.
   */
  Duration behind() {
    long millis = vm.lastAccepted().timestampMillis() - node.currentMillis();
    return Duration.ofMillis(Math.max(0, millis));
  }

  /** For the health page. */
  HealthState state() {
    Duration difference = difference();
    Duration behind = behind();
    Map<String, Object> figures =
        Map.of(
            "differenceSeconds", difference.toMillis() / 1_000.0,
            "behindLastBlockSeconds", behind.toMillis() / 1_000.0);
    if (behind.compareTo(TOLERANCE) >= 0) {
      return HealthState.degraded(
          "the clock is behind the last block: time stands still until it has caught up", figures);
    }
    if (difference.abs().compareTo(TOLERANCE) >= 0) {
      return HealthState.degraded(
          "the machine's clock was set while the node runs: restart it to go by the new time",
          figures);
    }
    return HealthState.healthy(figures);
  }

  /** Shows both differences to Prometheus. */
  void bind(NodeMetrics metrics) {
    metrics.gauge(
        "sessionvm.clock.difference.seconds",
        "how far the machine's clock is ahead of the node's, which it was at the start",
        () -> difference().toMillis() / 1_000.0);
    metrics.gauge(
        "sessionvm.clock.behind.seconds",
        "how far the node's clock is behind the last block",
        () -> behind().toMillis() / 1_000.0);
  }
}
