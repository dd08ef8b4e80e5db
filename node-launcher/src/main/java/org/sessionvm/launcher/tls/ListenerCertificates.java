package org.sessionvm.launcher.tls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sessionvm.launcher.files.ReloadedFiles;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.rpc.admin.Certificates;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.health.HealthState;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.TimeSource;

/**
 * The certificates of the listeners that have one.
 *
 * @param http of the address for wallets
 * @param metrics of the address for operators
 */
public record ListenerCertificates(
    Optional<ListenerCertificate> http, Optional<ListenerCertificate> metrics)
    implements Certificates {
  /**
   * As the settings say.
   *
   * @throws org.sessionvm.launcher.settings.SettingException when settings or files are no good
   */
  public static ListenerCertificates open(EffectiveSettings settings) {
    return new ListenerCertificates(
        ListenerCertificate.open(settings, Settings.HTTP_TLS),
        ListenerCertificate.open(settings, Settings.METRICS_TLS));
  }

  private List<ListenerCertificate> all() {
    List<ListenerCertificate> all = new ArrayList<>();
    http.ifPresent(all::add);
    metrics.ifPresent(all::add);
    return all;
  }

  /** What to look at for changes. */
  public List<ReloadedFiles> files() {
    return all().stream().map(ListenerCertificate::files).toList();
  }

  @Override
  public List<Report> reload() {
    return all().stream().map(ListenerCertificates::reload).toList();
  }

  private static Report reload(ListenerCertificate certificate) {
    Optional<String> problem = certificate.files().reload();
    return new Report(certificate.listener(), certificate.dates().notAfter(), problem);
  }

  /** Shows when each expires. */
  public void bind(NodeMetrics metrics) {
    for (ListenerCertificate each : all()) {
      metrics.gauge(
          "sessionvm.certificate.expiry.timestamp.seconds",
          "when the certificate of a listener expires, seconds since 1970",
          Map.of("listener", each.listener()),
          () -> each.dates().notAfter().getEpochSecond());
    }
  }

  /** Warns of dates; the connections that fail for them are the clients' to refuse. */
  public Optional<HealthCheck> check(TimeSource time) {
    return all().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HealthCheck(
                "certificate", () -> state(Instant.ofEpochMilli(time.currentMillis()))));
  }

  private HealthState state(Instant now) {
    Map<String, Object> details = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (ListenerCertificate each : all()) {
      details.put(each.listener() + "NotAfter", each.dates().notAfter().toString());
      each.dates()
          .problem(now)
          .ifPresent(what -> problems.add("that of " + each.listener() + "Addr " + what));
    }
    return problems.isEmpty()
        ? HealthState.healthy(details)
        : HealthState.degraded(String.join("; ", problems), details);
  }
}
