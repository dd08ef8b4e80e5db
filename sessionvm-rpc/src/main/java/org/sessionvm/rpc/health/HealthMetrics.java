package org.sessionvm.rpc.health;

import java.util.Map;
import org.sessionvm.rpc.NodeDescription;
import org.sessionvm.rpc.metrics.NodeMetrics;

/** Shows what health says, for rules that page somebody. */
final class HealthMetrics {
  private HealthMetrics() {}

  /** Shows from now on whether the node is ready, and what it is. */
  static void bind(
      NodeHealth health, NodeDescription node, String authentication, NodeMetrics metrics) {
    metrics.gauge(
        "sessionvm.ready", "1 when the node takes work", () -> health.latest().isReady() ? 1 : 0);
    metrics.gauge(
        "sessionvm.build.info",
        "always 1; the labels say what runs",
        Map.of(
            "version", node.version(),
            "durability", node.durability(),
            "crypto", node.cryptoProvider(),
            "auth", authentication),
        () -> 1);
  }

  /** Shows one check from now on. */
  static void bind(HealthCheck check, NodeHealth health, NodeMetrics metrics) {
    metrics.gauge(
        "sessionvm.health.state",
        "of a part: 0 is well, 1 a warning, 2 an error",
        Map.of("check", check.name()),
        () -> level(health, check));
  }

  private static double level(NodeHealth health, HealthCheck check) {
    return health.latest().checks().stream()
        .filter(result -> result.check().equals(check))
        .mapToDouble(HealthMetrics::level)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double level(CheckResult result) {
    return switch (result.state().level()) {
      case OK -> 0;
      case WARNING -> 1;
      case ERROR -> 2;
    };
  }
}
