package org.sessionvm.rpc.transport;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.sessionvm.rpc.RpcSettings;

/**
 * One listening socket with a handler behind it. Handlers run on virtual threads, one each, so they
 * may block; a few platform threads move bytes.
 */
public final class JettyListener implements AutoCloseable {
  /** A request with its signature is about 8 KiB, right at Jetty's default. */
  private static final int INPUT_BUFFER_BYTES = 32 << 10;

  private static final int HEADER_BYTES_MAX = 16 << 10;
  private static final int THREADS_MAX = 16;

  private final Server server;
  private final ServerConnector connector;
  private final Traffic traffic;
  private final InetSocketAddress address;

  private JettyListener(Server server, ServerConnector connector, Traffic traffic) {
    this.server = server;
    this.connector = connector;
    this.traffic = traffic;
    this.address = new InetSocketAddress(connector.getHost(), connector.getLocalPort());
  }

  /** Listens; throws {@link UncheckedIOException} where it cannot. */
  public static JettyListener start(
      RpcSettings.Listener listener, RpcSettings.Bounds bounds, Traffic traffic, Handler handler) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rpc-", 0).factory()));
    Server server = new Server(threads);
    ServerConnector connector =
        new ServerConnector(server, null, null, null, 1, 1, protocols(listener));
    connector.setHost(listener.address().getAddress().getHostAddress());
    connector.setPort(listener.address().getPort());
    connector.setIdleTimeout(bounds.idleTimeout().toMillis());
    server.addConnector(connector);
    connector.addBean(traffic.connections());
    server.setHandler(new GracefulHandler(handler));
    server.setErrorHandler(new PlainErrors(traffic));
    WebSockets.configure(server);
    return start(server, connector, traffic);
  }

  private static ConnectionFactory[] protocols(RpcSettings.Listener listener) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(HEADER_BYTES_MAX);
    configuration.setHttpCompliance(HttpCompliance.RFC9110);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    http.setInputBufferSize(INPUT_BUFFER_BYTES);
    return listener
        .tls()
        .map(
            tls -> {
              // The allow-list of hosts says which names are served, not the certificate.
              configuration.addCustomizer(new SecureRequestCustomizer(false));
              return new ConnectionFactory[] {TlsProtocol.over(http, tls), http};
            })
        .orElseGet(() -> new ConnectionFactory[] {http});
  }

  private static JettyListener start(Server server, ServerConnector connector, Traffic traffic) {
    try {
      server.start();
      return new JettyListener(server, connector, traffic);
    } catch (Exception e) {
      stop(server);
      traffic.close();
      BindException refusal = refusal(connector, e);
      throw new UncheckedIOException(refusal.getMessage(), refusal);
    }
  }

  private static BindException refusal(ServerConnector connector, Exception cause) {
    BindException refusal =
        new BindException(
            "cannot listen on "
                + connector.getHost()
                + ":"
                + connector.getPort()
                + ": "
                + cause.getMessage());
    refusal.initCause(cause);
    return refusal;
  }

  /** Where it listens, with the port that was chosen. */
  public InetSocketAddress address() {
    return address;
  }

  /** Whether new connections are taken. */
  public boolean isAccepting() {
    return connector.isOpen() && connector.isAccepting();
  }

  /** Open connections. */
  public int connections() {
    return traffic.connections().size();
  }

  /** Takes no more connections and requests, and lets those finish that have begun. */
  public void drain(Duration patience) {
    traffic.drain();
    try {
      Graceful.shutdown(server).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // What has not finished by now is cut off when the server is closed.
    }
  }

  @Override
  public void close() {
    traffic.close();
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the listener did not stop", e);
    }
  }
}
