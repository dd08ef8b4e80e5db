package org.sessionvm.launcher.node;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.launcher.tls.ListenerCertificate;
import org.sessionvm.launcher.tls.ListenerCertificates;
import org.sessionvm.rpc.Administration;
import org.sessionvm.rpc.NodeDescription;
import org.sessionvm.rpc.RpcServer;
import org.sessionvm.rpc.RpcServices;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.limits.RateLimit;
import org.sessionvm.rpc.method.Namespace;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.vm.SessionVm;

/** Opens the face to the network. */
final class RpcModule {
  private RpcModule() {}

  static RpcServer start(
      EffectiveSettings settings,
      RpcSettings network,
      SessionVm vm,
      MlDsaVerifier verifier,
      TimeSource time,
      String version,
      List<HealthCheck> parts,
      NodeMetrics metrics,
      Administration administration) {
    ClockWatch clock = new ClockWatch(time, System::currentTimeMillis, vm);
    clock.bind(metrics);
    NodeDescription node =
        new NodeDescription(version, durability(settings), verifier.providerName());
    List<HealthCheck> checks = new ArrayList<>(parts);
    checks.add(new HealthCheck("clock", clock::state));
    RpcServices services =
        new RpcServices(vm, time, node, checks, metrics, Optional.of(administration));
    try {
      return RpcServer.start(network, services);
    } catch (UncheckedIOException e) {
      throw new NodeFailure(String.valueOf(e.getMessage()), e);
    }
  }

  static String durability(EffectiveSettings settings) {
    return settings.flag(Settings.ACKNOWLEDGE_BEFORE_SYNC)
        ? "acknowledged before synced"
        : "synced";
  }

  /** Read before anything is opened, so that a mistyped address starts no chain. */
  static RpcSettings rpcSettings(EffectiveSettings settings, ListenerCertificates certificates) {
    return new RpcSettings(
        listener(settings, Settings.HTTP_ADDR, Settings.HTTP_NAMESPACES, certificates.http()),
        Optional.of(
            listener(
                settings,
                Settings.METRICS_ADDR,
                Settings.METRICS_NAMESPACES,
                certificates.metrics())),
        new RpcSettings.Access(
            Set.copyOf(settings.list(Settings.HTTP_ALLOWED_HOSTS)),
            Set.copyOf(settings.list(Settings.HTTP_CORS_ORIGINS))),
        bounds(settings),
        rates(settings));
  }

  static RpcSettings.Bounds bounds(EffectiveSettings settings) {
    return new RpcSettings.Bounds(
        settings.number(Settings.HTTP_BODY_BYTES_MAX),
        settings.number(Settings.HTTP_BATCH_MAX),
        settings.number(Settings.HTTP_CONNECTIONS_MAX),
        Duration.ofSeconds(settings.whole(Settings.HTTP_IDLE_SECONDS)),
        Duration.ofMillis(settings.whole(Settings.ACCEPT_TIMEOUT_MILLIS)));
  }

  static RpcSettings.Rates rates(EffectiveSettings settings) {
    return new RpcSettings.Rates(
        rate(settings, Settings.REQUESTS_PER_SECOND, 2),
        rate(settings, Settings.WRITES_PER_SECOND, 4));
  }

  private static RpcSettings.Listener listener(
      EffectiveSettings settings,
      Setting address,
      Setting namespaces,
      Optional<ListenerCertificate> certificate) {
    return new RpcSettings.Listener(
        SocketAddresses.parse(settings, address),
        certificate.map(ListenerCertificate::tls),
        settings.list(namespaces).stream()
            .flatMap(name -> Namespace.named(name).stream())
            .collect(Collectors.toSet()));
  }

  /** The burst is the documented multiple of the rate: 600 of 300 and 200 of 50. */
  private static Optional<RateLimit> rate(
      EffectiveSettings settings, Setting setting, int burstSeconds) {
    int perSecond = settings.number(setting);
    if (perSecond < 0) {
      return Optional.empty();
    }
    return Optional.of(
        perSecond == 0 ? RateLimit.OFF : new RateLimit(perSecond, perSecond * burstSeconds));
  }
}
