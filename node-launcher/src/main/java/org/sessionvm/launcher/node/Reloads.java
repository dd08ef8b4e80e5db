package org.sessionvm.launcher.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sessionvm.launcher.files.ReloadedFiles;
import org.sessionvm.launcher.tls.ListenerCertificates;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.health.HealthState;
import org.sessionvm.rpc.metrics.NodeMetrics;

/** Files that are taken anew while the node runs: certificates and tokens of operators. */
record Reloads(List<ReloadedFiles> files) {
  Reloads {
    files = List.copyOf(files);
  }

  static Reloads of(ListenerCertificates certificates, AdminModule admin) {
    List<ReloadedFiles> files = new ArrayList<>(certificates.files());
    admin.tokens().ifPresent(files::add);
    return new Reloads(files);
  }

  void bind(NodeMetrics metrics) {
    files.forEach(each -> each.bind(metrics));
  }

  /** Warns as long as what is used is not what is on disk. */
  Optional<HealthCheck> check() {
    return files.isEmpty() ? Optional.empty() : Optional.of(new HealthCheck("reload", this::state));
  }

  private HealthState state() {
    Map<String, Object> details = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (ReloadedFiles each : files) {
      details.put(each.name() + "Failures", each.failures());
      each.problem().ifPresent(problems::add);
    }
    return problems.isEmpty()
        ? HealthState.healthy(details)
        : HealthState.degraded(String.join("; ", problems), details);
  }
}
