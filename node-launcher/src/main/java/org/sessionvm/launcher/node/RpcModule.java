package org.sessionvm.launcher.node;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.rpc.NodeDescription;
import org.sessionvm.rpc.RpcServer;
import org.sessionvm.rpc.RpcServices;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.health.HealthState;
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
      StoreFigures store,
      String version,
      List<HealthCheck> parts,
      NodeMetrics metrics) {
    bind(store, metrics);
    ClockWatch clock = new ClockWatch(time, System::currentTimeMillis, vm);
    clock.bind(metrics);
    NodeDescription node =
        new NodeDescription(version, durability(settings), verifier.providerName());
    List<HealthCheck> checks = new ArrayList<>(parts);
    checks.add(new HealthCheck("database", () -> health(store)));
    checks.add(new HealthCheck("clock", clock::state));
    RpcServices services = new RpcServices(vm, vm.signatureVerifier(), time, node, checks, metrics);
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

  private static HealthState health(StoreFigures store) {
    return HealthState.healthy(
        Map.of(
            "commits", store.commits(),
            "failedCommits", store.failures(),
            "secondsSinceLastSync", store.sinceLastSync().toSeconds()));
  }

  private static void bind(StoreFigures store, NodeMetrics metrics) {
    metrics.counter("sessionvm.store.commits", "batches on disk since the start", store::commits);
    metrics.counter(
        "sessionvm.store.commit.failures", "batches whose write or sync failed", store::failures);
    metrics.counter(
        "sessionvm.store.commit.bytes",
        "bytes of keys and values in the batches on disk",
        store::bytes);
  }

  /** Read before anything is opened, so that a mistyped address starts no chain. */
  static RpcSettings rpcSettings(EffectiveSettings settings) {
    return new RpcSettings(
        listener(settings, Settings.HTTP_ADDR, Namespace.PUBLIC),
        Optional.of(listener(settings, Settings.METRICS_ADDR, Namespace.OPERATIONS)),
        new RpcSettings.Access(
            Set.copyOf(settings.list(Settings.HTTP_ALLOWED_HOSTS)),
            Set.copyOf(settings.list(Settings.HTTP_CORS_ORIGINS))),
        new RpcSettings.Bounds(
            settings.number(Settings.HTTP_BODY_BYTES_MAX),
            settings.number(Settings.HTTP_BATCH_MAX),
            settings.number(Settings.HTTP_CONNECTIONS_MAX),
            Duration.ofSeconds(settings.whole(Settings.HTTP_IDLE_SECONDS)),
            Duration.ofMillis(settings.whole(Settings.ACCEPT_TIMEOUT_MILLIS))),
        new RpcSettings.Rates(
            rate(settings, Settings.REQUESTS_PER_SECOND, 2),
            rate(settings, Settings.WRITES_PER_SECOND, 4)));
  }

  private static RpcSettings.Listener listener(
      EffectiveSettings settings, Setting setting, Set<Namespace> namespaces) {
    return new RpcSettings.Listener(
        SocketAddresses.parse(settings, setting), Optional.empty(), namespaces);
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
