package org.sessionvm.plugin;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.sessionvm.plugin.http.HttpService;
import org.sessionvm.plugin.service.HealthService;
import org.sessionvm.plugin.service.VmService;

/** What the node connects to: every service of the plugin, on this machine alone. */
public final class PluginServer implements AutoCloseable {
  /** A node's client pings every 30 seconds, also while nothing is asked. */
  private static final long PING_SECONDS_MIN = 5;

  private static final long END_SECONDS = 2;

  private final Server server;
  private final VmService service;
  private final ExecutorService calls;

  private PluginServer(Server server, VmService service, ExecutorService calls) {
    this.server = server;
    this.service = service;
    this.calls = calls;
  }

  /**
   * Serves from now on, at a port of the system's choice.
   *
   * @param onShutdown runs when the node has shut the plugin down, before it is told so
   */
  public static PluginServer start(PluginApplication application, Runnable onShutdown) {
    VmService service = new VmService(application, onShutdown);
    ExecutorService calls =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory());
    try {
      Server server =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
              .maxInboundMessageSize(Integer.MAX_VALUE)
              .permitKeepAliveTime(PING_SECONDS_MIN, TimeUnit.SECONDS)
              .permitKeepAliveWithoutCalls(true)
              .executor(calls)
              .addService(service)
              .addService(new HttpService(service::http))
              .addService(new HealthService())
              .build()
              .start();
      PluginServer started = new PluginServer(server, service, calls);
      service.servedAt(started.address());
      return started;
    } catch (IOException e) {
      calls.shutdownNow();
      throw new UncheckedIOException("127.0.0.1 cannot be listened on", e);
    }
  }

  /** {@code 127.0.0.1:PORT}. */
  public String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** Ends the chain if the node has not, and then what is still asked. */
  @Override
  public void close() {
    service.close();
    server.shutdown();
    try {
      if (!server.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    calls.shutdownNow();
  }
}
