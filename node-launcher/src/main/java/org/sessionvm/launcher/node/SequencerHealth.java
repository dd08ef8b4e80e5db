package org.sessionvm.launcher.node;

import java.time.Duration;
import java.util.Map;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.health.HealthState;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.vm.LocalSequencer;
import org.sessionvm.vm.SessionVm;

/** Whether the thread that makes blocks lives and gets on with its work. */
record SequencerHealth(LocalSequencer sequencer, SessionVm vm) {
  /** Longer than any sync that is worth waiting for, and than the wait of a caller. */
  static final Duration STUCK = Duration.ofSeconds(15);

  private static final Duration SLOW = Duration.ofSeconds(5);

  HealthCheck check() {
    return HealthCheck.forReadiness("sequencer", this::state);
  }

  void bind(NodeMetrics metrics) {
    metrics.gauge(
        "sessionvm.sequencer.alive",
        "1 while there is a thread that makes blocks",
        () -> sequencer.activity().alive() ? 1 : 0);
    metrics.gauge(
        "sessionvm.sequencer.busy.seconds",
        "how long it has worked on one block, 0 when it waits for work",
        () -> busy(sequencer.activity()).toNanos() / 1e9);
  }

  private HealthState state() {
    return judge(sequencer.activity(), vm.status().pending());
  }

  static HealthState judge(LocalSequencer.Activity activity, int pending) {
    Duration busy = busy(activity);
    Map<String, Object> details =
        Map.of(
            "pending", pending,
            "working", activity.working(),
            "secondsSinceLastStep", Duration.ofNanos(activity.sinceNanos()).toSeconds());
    if (!activity.alive()) {
      return HealthState.unhealthy("the sequencer has ended", details);
    }
    if (busy.compareTo(STUCK) >= 0) {
      return HealthState.unhealthy("stuck on one block for " + busy.toSeconds() + " s", details);
    }
    return busy.compareTo(SLOW) >= 0
        ? HealthState.degraded("slow: one block for " + busy.toSeconds() + " s", details)
        : HealthState.healthy(details);
  }

  private static Duration busy(LocalSequencer.Activity activity) {
    return activity.working() ? Duration.ofNanos(activity.sinceNanos()) : Duration.ZERO;
  }
}
