package org.sessionvm.launcher.node;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.crypto.provider.Selection;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.launcher.Version;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.plugin.PluginChain;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.rpc.NodeDescription;
import org.sessionvm.rpc.RpcNode;
import org.sessionvm.rpc.RpcServices;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.carried.CarriedHttp;
import org.sessionvm.rpc.health.CheckResult;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.health.HealthPages;
import org.sessionvm.rpc.health.NodeHealth;
import org.sessionvm.rpc.method.JsonFormat;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.HttpFace;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.state.RulesRow;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.SessionVmFactory;
import org.sessionvm.vm.VmHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node whose blocks a host decides and whose requests it carries: its parts in the order in which
 * they are opened, and closed the other way.
 */
public final class HostedNode implements PluginChain {
  private static final Logger LOG = LoggerFactory.getLogger(HostedNode.class);

  private final Parts parts;
  private final SessionVm vm;
  private final RpcNode rpc;
  private final HttpFace http;
  private final NodeMetrics metrics;
  private final long maintenanceIntervalMillis;

  private HostedNode(
      Parts parts,
      SessionVm vm,
      RpcNode rpc,
      HttpFace http,
      NodeMetrics metrics,
      long maintenanceIntervalMillis) {
    this.parts = parts;
    this.vm = vm;
    this.rpc = rpc;
    this.http = http;
    this.metrics = metrics;
    this.maintenanceIntervalMillis = maintenanceIntervalMillis;
  }

  /**
   * The chain of a host.
   *
   * @param id that the host gives to the chain
   * @param upgrades changes of rules at times that every node of the chain is told
   */
  public record Chain(ChainId id, Genesis genesis, List<RulesRow> upgrades) {
    public Chain {
      upgrades = List.copyOf(upgrades);
    }
  }

  /**
   * Opens the parts.
   *
   * @param host binds what the host counts
   * @throws org.sessionvm.spi.StoreException when the store cannot be used or is of another chain
   */
  public static HostedNode open(
      EffectiveSettings settings, Chain chain, Consumer<NodeMetrics> host) {
    Parts parts = new Parts();
    try {
      return open(settings, chain, host, parts);
    } catch (RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  private static HostedNode open(
      EffectiveSettings settings, Chain chain, Consumer<NodeMetrics> host, Parts parts) {
    TimeSource time = new MonotonicTime();
    UnpackedLibraries.unpackInto(StoreModule.dataDirectory(settings));
    CompletableFuture<Selection> crypto =
        CompletableFuture.supplyAsync(() -> CryptoModule.select(settings));
    NodeMetrics metrics = parts.add(new NodeMetrics());
    Logging.bind(metrics);
    host.accept(metrics);
    StoreFigures figures = new StoreFigures();
    RocksDbStore store = parts.add(StoreModule.open(settings, TimedCommits.of(metrics, figures)));
    StoreHealth database = StoreHealth.of(store, figures, settings);
    database.bind(metrics);
    MlDsaVerifier verifier = new MlDsaVerifier(crypto.join().provider());
    LOG.info("signatures: {}", crypto.join().reason());
    VmHost vmHost =
        new VmHost(store, new Blake2bHashing(), TimedVerifier.of(metrics, verifier), time);
    SessionVm vm =
        parts.add(
            SessionVmFactory.hosted(
                vmHost,
                chain.genesis(),
                chain.id(),
                VmModule.vmSettings(settings),
                chain.upgrades()));
    ClockWatch clock = new ClockWatch(time, System::currentTimeMillis, vm);
    clock.bind(metrics);
    int queueMax = settings.number(Settings.VERIFICATION_QUEUE_MAX);
    List<HealthCheck> checks =
        List.of(
            database.check(),
            ProcessHealth.check(),
            new VerificationHealth(vm, queueMax).check(),
            new HealthCheck("clock", clock::state));
    NodeDescription node =
        new NodeDescription(
            Version.text(), RpcModule.durability(settings), verifier.providerName());
    RpcSettings.Bounds bounds = RpcModule.bounds(settings);
    RpcNode rpc =
        parts.add(
            RpcNode.create(
                bounds,
                // The host says nothing of who asks, so nobody is limited as an address.
                RpcModule.rates(settings).resolve(true),
                new RpcServices(vm, time, node, checks, metrics)));
    long maintenance = VmModule.vmSettings(settings).maintenanceIntervalMillis();
    CarriedHttp http = parts.add(new CarriedHttp(rpc, bounds, metrics));
    return new HostedNode(parts, vm, rpc, http, metrics, maintenance);
  }

  @Override
  public SessionVm vm() {
    return vm;
  }

  @Override
  public HttpFace http() {
    return http;
  }

  @Override
  public Health health() {
    NodeHealth.Report report = rpc.health().report();
    String errors =
        report.checks().stream()
            .filter(result -> !result.state().isHealthy())
            .map(HostedNode::describe)
            .collect(Collectors.joining("; "));
    byte[] page =
        new HealthPages(rpc.health(), JsonFormat.newMapper())
            .find("/ext/health", null)
            .orElseThrow()
            .body()
            .toByteArray();
    return new Health(Bytes.wrap(page), errors.isEmpty() ? Optional.empty() : Optional.of(errors));
  }

  private static String describe(CheckResult result) {
    return result.name() + ": " + result.state().reason();
  }

  @Override
  public List<Bytes> metricFamilies() {
    return metrics.families();
  }

  @Override
  public long maintenanceIntervalMillis() {
    return maintenanceIntervalMillis;
  }

  @Override
  public void close() {
    rpc.health().drain();
    parts.close();
  }
}
