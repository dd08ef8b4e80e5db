package org.sessionvm.launcher.node;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.crypto.provider.Selection;
import org.sessionvm.launcher.files.FileWatch;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.launcher.tls.ListenerCertificate;
import org.sessionvm.launcher.tls.ListenerCertificates;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.rpc.RpcServer;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.vm.LocalSequencer;
import org.sessionvm.vm.SessionVm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A standalone node: its parts in the order in which they are opened, and closed the other way. */
public final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final Parts parts;
  private final MlDsaVerifier verifier;
  private final SessionVm vm;
  private final RpcServer rpc;
  private final ListenerCertificates certificates;
  private final List<String> warnings;
  private final CompletableFuture<Integer> end;

  private Node(
      Parts parts,
      MlDsaVerifier verifier,
      SessionVm vm,
      RpcServer rpc,
      ListenerCertificates certificates,
      List<String> warnings,
      CompletableFuture<Integer> end) {
    this.parts = parts;
    this.verifier = verifier;
    this.vm = vm;
    this.rpc = rpc;
    this.certificates = certificates;
    this.warnings = warnings;
    this.end = end;
  }

  /**
   * Starts a node.
   *
   * @param trustClock whether a clock far past the last block is right
   * @throws org.sessionvm.launcher.settings.SettingException when a setting does not fit
   * @throws org.sessionvm.spi.StoreException when the data directory cannot be used
   * @throws NodeFailure when an address cannot be listened on, or the clock is not to be trusted
   */
  public static Node start(EffectiveSettings settings, String version, boolean trustClock) {
    Parts parts = new Parts();
    try {
      return open(settings, version, trustClock, parts);
    } catch (RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  private static Node open(
      EffectiveSettings settings, String version, boolean trustClock, Parts parts) {
    ListenerCertificates certificates = ListenerCertificates.open(settings);
    RpcSettings network = RpcModule.rpcSettings(settings, certificates);
    TimeSource time = new MonotonicTime();
    UnpackedLibraries.unpackInto(StoreModule.dataDirectory(settings));
    // Timing the providers takes a core for a tenth of a second, while the store waits for the
    // disk.
    CompletableFuture<Selection> crypto =
        CompletableFuture.supplyAsync(() -> CryptoModule.select(settings));
    NodeMetrics metrics = parts.add(new NodeMetrics());
    Logging.bind(metrics);
    StoreFigures figures = new StoreFigures();
    RocksDbStore store = parts.add(StoreModule.open(settings, TimedCommits.of(metrics, figures)));
    StoreHealth database = StoreHealth.of(store, figures, settings);
    database.bind(metrics);
    MlDsaVerifier verifier = new MlDsaVerifier(crypto.join().provider());
    LOG.info("signatures: {}", crypto.join().reason());
    SessionVm vm =
        parts.add(VmModule.open(settings, store, TimedVerifier.of(metrics, verifier), time));
    ClockGuard.require(vm, time.currentMillis(), trustClock);
    List<String> warnings = new ArrayList<>(VmModule.adoptRules(vm, settings));
    CompletableFuture<Integer> end = new CompletableFuture<>();
    SequencerHealth sequencer =
        new SequencerHealth(
            parts.add(
                LocalSequencer.start(
                    vm, VmModule.vmSettings(settings), fatal -> stopForBug(fatal, end))),
            vm);
    sequencer.bind(metrics);
    NodeBackups backups = parts.add(new NodeBackups(store, settings));
    AdminModule admin = AdminModule.of(settings, store, backups, certificates, metrics);
    Reloads reloads = Reloads.of(certificates, admin);
    reloads.bind(metrics);
    certificates.bind(metrics);
    List<HealthCheck> checks =
        new ArrayList<>(
            List.of(
                database.check(),
                sequencer.check(),
                ProcessHealth.check(),
                new VerificationHealth(vm, settings.number(Settings.VERIFICATION_QUEUE_MAX))
                    .check()));
    certificates.check(time).ifPresent(checks::add);
    reloads.check().ifPresent(checks::add);
    ConnectionBudget connections = ConnectionBudget.of(network.bounds());
    connections.warning().ifPresent(warnings::add);
    RpcServer rpc =
        parts.add(
            RpcModule.start(
                settings,
                network.withConnectionsMax(connections.connectionsMax()),
                vm,
                verifier,
                time,
                version,
                checks,
                metrics,
                admin.administration()));
    OperatorFile operator =
        parts.add(
            admin.announce(
                settings,
                url(certificates.metrics(), rpc.metricsAddress().orElseThrow(), "/rpc"),
                certificates.metrics()));
    List<Runnable> looks = new ArrayList<>(List.of(operator::writeDue));
    reloads.files().forEach(files -> looks.add(files::look));
    parts.add(FileWatch.start(looks));
    LOG.info("started: version {}, chain {}", version, vm.chainId());
    LOG.info("settings that are not the default: {}", chosen(settings));
    warnings.addAll(warnings(settings, vm));
    warnings.addAll(PlainListeners.warnings(network));
    warnings.forEach(LOG::warn);
    return new Node(parts, verifier, vm, rpc, certificates, List.copyOf(warnings), end);
  }

  /** What an operator chose; no setting is a secret, some name a file that holds one. */
  private static String chosen(EffectiveSettings settings) {
    String chosen =
        Settings.all().stream()
            .filter(setting -> !settings.text(setting).equals(setting.defaultText()))
            .map(setting -> setting.name() + "=" + settings.text(setting))
            .collect(Collectors.joining(", "));
    return chosen.isEmpty() ? "none" : chosen;
  }

  /** A broken invariant: to go on would be to guess. */
  private static void stopForBug(Throwable bug, CompletableFuture<Integer> end) {
    LOG.error("an invariant is broken; the node stops", bug);
    end.complete(1);
  }

  private static List<String> warnings(EffectiveSettings settings, SessionVm vm) {
    List<String> warnings = new ArrayList<>();
    if (vm.rules().isOpen()) {
      warnings.add("auth is open: no signature is checked and anyone reads everything");
    }
    if (!RpcModule.durability(settings).equals("synced")) {
      warnings.add("acknowledgeBeforeSync: a power failure loses acknowledged messages");
    }
    DataDirectoryMode.warning(Path.of(settings.text(Settings.DATA_DIR))).ifPresent(warnings::add);
    return warnings;
  }

  /** The chain's id. */
  public ChainId chainId() {
    return vm.chainId();
  }

  /** Where JSON-RPC is served. */
  public URI rpcUrl() {
    return url(certificates.http(), rpc.address(), "/rpc");
  }

  /** Where the metrics are. */
  public URI metricsUrl() {
    return url(certificates.metrics(), rpc.metricsAddress().orElseThrow(), "/metrics");
  }

  private static URI url(
      Optional<ListenerCertificate> certificate, InetSocketAddress address, String path) {
    return StartReport.url(
        certificate.isPresent(), address.getAddress().getHostAddress(), address.getPort(), path);
  }

  /** Which implementation checks signatures. */
  public String signatureProvider() {
    return verifier.providerName();
  }

  /** What an operator should know at every start. */
  public List<String> warnings() {
    return warnings;
  }

  /** Waits until the node stops by itself or is closed; the exit code. */
  public int awaitEnd() {
    return end.join();
  }

  /** Answers what was asked, makes it durable, and closes everything. A second call waits. */
  @Override
  public void close() {
    LOG.info("draining: no new connections, what has begun is answered");
    rpc.drain();
    parts.close();
    if (end.complete(0)) {
      LOG.info("stopped");
    }
  }
}
