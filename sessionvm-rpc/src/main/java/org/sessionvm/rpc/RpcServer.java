package org.sessionvm.rpc;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.sessionvm.rpc.access.HostGuard;
import org.sessionvm.rpc.health.HealthPages;
import org.sessionvm.rpc.health.ListenerHealth;
import org.sessionvm.rpc.limits.ClientAddress;
import org.sessionvm.rpc.limits.RefusalPace;
import org.sessionvm.rpc.limits.TokenBuckets;
import org.sessionvm.rpc.method.JsonFormat;
import org.sessionvm.rpc.transport.HostHandler;
import org.sessionvm.rpc.transport.JettyListener;
import org.sessionvm.rpc.transport.MetricsHandler;
import org.sessionvm.rpc.transport.RpcHandler;
import org.sessionvm.rpc.transport.Traffic;
import org.sessionvm.rpc.transport.WebSockets;

/**
 * A node on the network: wallets on one address, operators on another. Uses what it was given and
 * closes none of it.
 */
public final class RpcServer implements AutoCloseable {
  private static final int ADDRESSES_MAX = 65_536;

  /** What a request in progress may need beyond the wait for its block. */
  private static final Duration DRAIN_MARGIN = Duration.ofSeconds(5);

  private final RpcSettings settings;
  private final RpcNode node;
  private final JettyListener http;
  private final WebSockets sockets;
  private final Optional<JettyListener> metrics;
  private final ListenerHealth health;

  private RpcServer(
      RpcSettings settings,
      RpcNode node,
      JettyListener http,
      WebSockets sockets,
      Optional<JettyListener> metrics,
      ListenerHealth health) {
    this.settings = settings;
    this.node = node;
    this.http = http;
    this.sockets = sockets;
    this.metrics = metrics;
    this.health = health;
  }

  /**
   * Listens and answers from now on.
   *
   * @throws java.io.UncheckedIOException where an address cannot be listened on
   */
  public static RpcServer start(RpcSettings settings, RpcServices services) {
    RpcSettings.Rates rates = settings.rates().resolve(settings.http().isLoopback());
    ListenerHealth health = new ListenerHealth(settings.bounds().connectionsMax());
    RpcNode node = RpcNode.create(settings.bounds(), rates, services.with(health.check()));
    try {
      return listen(settings, node, services, health);
    } catch (RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private static RpcServer listen(
      RpcSettings settings, RpcNode node, RpcServices services, ListenerHealth health) {
    Traffic traffic = new Traffic(settings.bounds(), services.metrics().limits());
    RefusalPace pace = new RefusalPace(services.metrics().limits(), System::nanoTime);
    TokenBuckets<ClientAddress> addresses = addresses(settings, settings.http());
    WebSockets sockets =
        new WebSockets(
            node.live(settings.http().namespaces(), addresses),
            settings.bounds(),
            traffic,
            pace,
            System::nanoTime);
    Handler routes =
        new RpcHandler(
            settings,
            node.endpoint(settings.http().namespaces(), addresses),
            new HealthPages(node.health(), JsonFormat.newMapper()),
            addresses,
            traffic,
            pace,
            Optional.of(sockets));
    JettyListener http = listen(settings, settings.http(), traffic, routes);
    traffic.bind(services.metrics());
    sockets.bind(services.metrics());
    health.begin(http::isAccepting, http::connections);
    try {
      Optional<JettyListener> metrics =
          settings.metrics().map(listener -> operations(settings, listener, node, services));
      return new RpcServer(settings, node, http, sockets, metrics, health);
    } catch (RuntimeException e) {
      http.close();
      throw e;
    }
  }

  /** No web page calls as an operator. */
  private static JettyListener operations(
      RpcSettings settings, RpcSettings.Listener listener, RpcNode node, RpcServices services) {
    Traffic traffic = new Traffic(settings.bounds(), services.metrics().limits());
    TokenBuckets<ClientAddress> addresses = addresses(settings, listener);
    Handler rpc =
        new RpcHandler(
            settings.withoutOrigins(),
            node.endpoint(listener.namespaces(), addresses),
            new HealthPages(node.health(), JsonFormat.newMapper()),
            addresses,
            traffic,
            new RefusalPace(services.metrics().limits(), System::nanoTime),
            Optional.empty());
    return listen(
        settings, listener, traffic, new MetricsHandler(services.metrics(), traffic, rpc));
  }

  private static TokenBuckets<ClientAddress> addresses(
      RpcSettings settings, RpcSettings.Listener listener) {
    RpcSettings.Rates rates = settings.rates().resolve(listener.isLoopback());
    return new TokenBuckets<>(
        rates.requestsPerAddress().orElseThrow(), ADDRESSES_MAX, System::nanoTime);
  }

  private static JettyListener listen(
      RpcSettings settings, RpcSettings.Listener listener, Traffic traffic, Handler handler) {
    HostGuard guard = new HostGuard(settings.access().hosts());
    return JettyListener.start(
        listener, settings.bounds(), traffic, new HostHandler(guard, traffic, handler));
  }

  /** Where JSON-RPC is served, with the port that was chosen. */
  public InetSocketAddress address() {
    return http.address();
  }

  /** Where metrics are served. */
  public Optional<InetSocketAddress> metricsAddress() {
    return metrics.map(JettyListener::address);
  }

  /** What answers JSON-RPC here, for other ways in. */
  public JsonRpcEndpoint endpoint() {
    return node.endpoint(settings.http().namespaces());
  }

  /** From now on unready, while everything is still answered, so that balancers turn away. */
  public void announceShutdown() {
    node.health().drain();
  }

  /**
   * Unready; takes no more connections and requests; returns when those that had begun are done.
   */
  public void drain() {
    announceShutdown();
    health.end();
    Duration patience = settings.bounds().acceptTimeout().plus(DRAIN_MARGIN);
    sockets.drain(patience);
    http.drain(patience);
  }

  /** Stops at once. */
  @Override
  public void close() {
    health.end();
    try (JettyListener _ = http;
        JettyListener _ = metrics.orElse(null)) {
      node.close();
    }
  }
}
