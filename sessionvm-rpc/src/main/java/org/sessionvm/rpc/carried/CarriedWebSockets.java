package org.sessionvm.rpc.carried;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.access.BearerToken;
import org.sessionvm.rpc.transport.WebSockets;
import org.sessionvm.spi.ByteStream;
import org.sessionvm.spi.HttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WebSockets over connections that the host carries: the same as a listener has, behind no socket.
 * Whose pages may open one is the host's matter.
 */
final class CarriedWebSockets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CarriedWebSockets.class);
  private static final int THREADS_MAX = 8;

  private final WebSockets sockets;
  private Optional<Running> running = Optional.empty();

  /** Started when the first one comes. */
  private record Running(Server server, LocalConnector connector) {}

  CarriedWebSockets(WebSockets sockets) {
    this.sockets = sockets;
  }

  /** Speaks on a stream until one side ends it. */
  void serve(HttpRequest request, ByteStream stream) {
    CarriedEndPoint endPoint = new CarriedEndPoint(connector());
    try (stream) {
      endPoint.open();
      endPoint.input(head(request));
      Thread.ofVirtual().name("carried-", 0).start(() -> endPoint.readFrom(stream));
      endPoint.writeTo(stream);
    } catch (IOException e) {
      LOG.debug("a carried connection is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      endPoint.close();
    }
  }

  /** As the other side sent it, or nearly so: what the host has done to it is done. */
  private static Bytes head(HttpRequest request) {
    StringBuilder head = new StringBuilder("GET /ws HTTP/1.1\r\n");
    head.append("Host: localhost\r\n");
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      if (!header.getKey().equalsIgnoreCase("host")) {
        header.getValue().forEach(value -> append(head, header.getKey(), value));
      }
    }
    return Bytes.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void append(StringBuilder head, String name, String value) {
    head.append(line(name)).append(": ").append(line(value)).append("\r\n");
  }

  /** No header may begin another one. */
  private static String line(String text) {
    return text.replaceAll("[\\r\\n\\x00]", " ");
  }

  private synchronized LocalConnector connector() {
    if (running.isEmpty()) {
      running = Optional.of(start());
    }
    return running.get().connector();
  }

  private Running start() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS_MAX);
    threads.setName("carried");
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("ws-", 0).factory()));
    Server server = new Server(threads);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    LocalConnector connector =
        new LocalConnector(server, null, null, null, 1, new HttpConnectionFactory(configuration));
    server.addConnector(connector);
    server.setHandler(new Upgrades());
    WebSockets.configure(server);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("WebSockets cannot be served", e);
    }
    return new Running(server, connector);
  }

  private final class Upgrades extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Optional<BearerToken> token =
          Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION))
              .flatMap(BearerToken::of);
      WebSockets.Visitor visitor = new WebSockets.Visitor(Optional.empty(), token);
      if (!sockets.upgrade(request, response, callback, visitor)) {
        Response.writeError(request, response, callback, 400);
      }
      return true;
    }
  }

  @Override
  public void close() {
    Optional<Running> ending;
    synchronized (this) {
      ending = running;
      running = Optional.empty();
    }
    try {
      if (ending.isPresent()) {
        ending.get().server().stop();
      }
    } catch (Exception e) {
      LOG.debug("WebSockets did not stop", e);
    }
  }
}
