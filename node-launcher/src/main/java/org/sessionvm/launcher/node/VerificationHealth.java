package org.sessionvm.launcher.node;

import java.util.Map;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.health.HealthState;
import org.sessionvm.vm.SessionVm;

/** Whether signatures are checked as fast as they come. Callers are refused when they are not. */
record VerificationHealth(SessionVm vm, int queueMax) {
  HealthCheck check() {
    return new HealthCheck("verification", this::state);
  }

  private HealthState state() {
    return judge(vm.signatureStatistics().waiting(), queueMax);
  }

  static HealthState judge(int waiting, int queueMax) {
    Map<String, Object> details = Map.of("waiting", waiting, "verificationQueueMax", queueMax);
    // Four fifths: there is time left to look before callers are refused.
    return waiting * 5L >= queueMax * 4L
        ? HealthState.degraded("nearly as many signatures wait as may", details)
        : HealthState.healthy(details);
  }
}
