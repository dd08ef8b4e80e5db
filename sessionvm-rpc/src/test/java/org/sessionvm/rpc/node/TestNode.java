package org.sessionvm.rpc.node;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.crypto.provider.BouncyCastleProvider;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.Administration;
import org.sessionvm.rpc.NodeDescription;
import org.sessionvm.rpc.RpcServer;
import org.sessionvm.rpc.RpcServices;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.access.OperatorToken;
import org.sessionvm.rpc.access.Operators;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.state.Columns;
import org.sessionvm.testkit.store.FaultyStore;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.vm.LocalSequencer;
import org.sessionvm.vm.RulesSource;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.VmHost;
import org.sessionvm.vm.VmSettings;

/** A node on a free port, with its state in memory and a clock that stands still. */
public final class TestNode implements AutoCloseable {
  /** When the clock stands at the start. */
  public static final long START_MILLIS = 1_795_402_294_000L;

  /** The token of the operator {@code olga}. */
  public static final String OPERATOR_TOKEN = "0123456789abcdef0123456789abcdef";

  private final TestOperations operations = new TestOperations();
  private final SettableTime time = new SettableTime(START_MILLIS);
  private final FaultyStore store = new FaultyStore(new InMemoryStore(Columns.ids()));
  private final NodeMetrics metrics = new NodeMetrics();
  private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
  private final SessionVm vm;
  private final RpcServices services;
  private final RpcServer server;
  private Optional<LocalSequencer> sequencer = Optional.empty();
  private final VmSettings vmSettings;

  /** What may be chosen of a node. */
  public static final class Options {
    private ChainRules rules = ChainRules.DEFAULT;
    private VmSettings vm = VmSettings.DEFAULT;
    private RpcSettings settings = settings(RpcSettings.Bounds.DEFAULT);
    private SignatureVerifier verifier = new MlDsaVerifier(new BouncyCastleProvider());
    private boolean sequenced = true;
    private final List<HealthCheck> checks = new ArrayList<>();

    /** Other rules. */
    public Options rules(ChainRules rules) {
      this.rules = rules;
      return this;
    }

    /** No proofs. */
    public Options open() {
      return rules(open(rules));
    }

    /** Another virtual machine. */
    public Options vm(VmSettings vm) {
      this.vm = vm;
      return this;
    }

    /** Other bounds. */
    public Options bounds(RpcSettings.Bounds bounds) {
      settings = settings(bounds);
      return this;
    }

    /** Other settings. */
    public Options settings(RpcSettings settings) {
      this.settings = settings;
      return this;
    }

    /** Nobody makes blocks until {@link TestNode#sequence}. */
    public Options withoutBlocks() {
      this.sequenced = false;
      return this;
    }

    /** Another part that can be unwell. */
    public Options check(HealthCheck check) {
      checks.add(check);
      return this;
    }

    /** Starts it. */
    public TestNode start() {
      return new TestNode(this);
    }

    private static ChainRules open(ChainRules rules) {
      return new ChainRules(
          rules.sessionTtlSeconds(),
          rules.messagesPerSessionMax(),
          rules.channelsPerOwnerMax(),
          rules.retentionDays(),
          rules.idPrefix(),
          Authentication.OPEN,
          rules.limits());
    }

    private static RpcSettings settings(RpcSettings.Bounds bounds) {
      return new RpcSettings(
          RpcSettings.Listener.loopback(0),
          Optional.of(RpcSettings.Listener.operations(0)),
          RpcSettings.Access.LOCAL,
          bounds,
          RpcSettings.Rates.DEFAULT);
    }
  }

  private TestNode(Options options) {
    Genesis genesis = new Genesis(Bytes.fromHex("01"), options.rules, START_MILLIS - 1_000);
    VmHost host = new VmHost(store, new Blake2bHashing(), options.verifier, time);
    vmSettings = options.vm;
    vm =
        SessionVm.open(
            host, genesis, genesis.standaloneChainId(), vmSettings, RulesSource.RULES_BLOCKS);
    services =
        new RpcServices(
            vm,
            time,
            new NodeDescription("0.0.0-test", "synced", "bouncycastle"),
            options.checks,
            metrics,
            Optional.of(new Administration(operators(), operations.ports())));
    server = RpcServer.start(options.settings, services);
    if (options.sequenced) {
      sequence();
    }
  }

  /** A node with proofs and the default bounds. */
  public static TestNode start() {
    return new Options().start();
  }

  /** A node that can be chosen. */
  public static Options options() {
    return new Options();
  }

  /** The default bounds with a short wait for blocks. */
  public static RpcSettings.Bounds impatient() {
    RpcSettings.Bounds bounds = RpcSettings.Bounds.DEFAULT;
    return new RpcSettings.Bounds(
        bounds.bodyBytesMax(),
        bounds.batchMax(),
        bounds.connectionsMax(),
        bounds.idleTimeout(),
        Duration.ofMillis(50));
  }

  /** From now on blocks are made. */
  public void sequence() {
    sequencer = Optional.of(LocalSequencer.start(vm, vmSettings, fatal::add));
  }

  public SessionVm vm() {
    return vm;
  }

  /** Its store, which fails when a test says so. */
  public FaultyStore store() {
    return store;
  }

  public SettableTime time() {
    return time;
  }

  public RpcServer server() {
    return server;
  }

  public RpcServices services() {
    return services;
  }

  /** Tells every listener of the blocks. */
  public void listen(Consumer<Long> heights) {
    vm.listen((block, _) -> heights.accept(block.header().height()));
  }

  /** An address on the JSON-RPC listener. */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }

  /** An address on the metrics listener. */
  public URI metricsUri(String path) {
    return URI.create("http://127.0.0.1:" + server.metricsAddress().orElseThrow().getPort() + path);
  }

  /** A caller. */
  public TestCaller caller() {
    return new TestCaller(this::uri);
  }

  /** A caller on the metrics listener with an operator's token. */
  public TestCaller operator() {
    return new TestCaller(this::metricsUri).withToken(OPERATOR_TOKEN);
  }

  /** What operators had the node do. */
  public TestOperations operations() {
    return operations;
  }

  private Operators operators() {
    Operators operators = new Operators(Optional.empty(), metrics);
    operators.replace(List.of(OperatorToken.of("olga", OPERATOR_TOKEN)));
    return operators;
  }

  @Override
  public void close() {
    server.close();
    sequencer.ifPresent(LocalSequencer::close);
    vm.close();
    metrics.close();
    store.close();
    if (!fatal.isEmpty()) {
      throw new AssertionError("the sequencer died", fatal.getFirst());
    }
  }
}
