package org.sessionvm.rpc.transport;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.LiveServices;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.access.BearerToken;
import org.sessionvm.rpc.limits.ClientAddress;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.RefusalPace;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.verification.SignatureSource;

/** The WebSockets of a listener, of which there are at most so many. Safe for any thread. */
public final class WebSockets {
  /** Most of them, of all that listen. */
  public static final int SOCKETS_MAX = 4_096;

  /** How often it is looked whether anybody is there. */
  private static final long PING_SECONDS = 20;

  private static final long SILENT_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);
  private static final long FRAME_BYTES_MAX = 64 << 10;

  private final LiveServices services;
  private final RpcSettings.Bounds bounds;
  private final Traffic traffic;
  private final RefusalPace pace;
  private final LongSupplier nanoTime;
  private final Set<WebSocketCalls> open = ConcurrentHashMap.newKeySet();

  /**
   * Who opens a connection.
   *
   * @param address where from, if rates count by address
   * @param token that it presents
   */
  public record Visitor(Optional<ClientAddress> address, Optional<BearerToken> token) {
    SignatureSource signatures() {
      return new SignatureSource(address.map(ClientAddress::prefix).orElse(Bytes.EMPTY));
    }
  }

  /**
   * None yet.
   *
   * @param nanoTime by which is told how long nobody was heard
   */
  public WebSockets(
      LiveServices services,
      RpcSettings.Bounds bounds,
      Traffic traffic,
      RefusalPace pace,
      LongSupplier nanoTime) {
    this.services = services;
    this.bounds = bounds;
    this.traffic = traffic;
    this.pace = pace;
    this.nanoTime = nanoTime;
    traffic.every(this::ping, PING_SECONDS);
  }

  /** Upgrades a connection; returns false where its request asks for no such thing. */
  public boolean upgrade(Request request, Response response, Callback callback, Visitor visitor) {
    ServerWebSocketContainer container = ServerWebSocketContainer.get(request.getContext());
    return container.upgrade(
        (_, answer, _) -> {
          // A compressed text shows too late how long it is.
          answer.setExtensions(List.of());
          return new WebSocketCalls(this, visitor);
        },
        request,
        response,
        callback);
  }

  /** Whether there is room for one more; counts where there is none. */
  public boolean hasRoom() {
    // No more than half of all connections, or they would keep requests out.
    boolean room = open.size() < Math.min(SOCKETS_MAX, Math.max(1, bounds.connectionsMax() / 2));
    if (!room) {
      traffic.counts().refused(Limit.WEB_SOCKETS);
    }
    return room;
  }

  /** Prepares a server for them. */
  public static void configure(Server server) {
    ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server);
    // Quiet ones are asked whether they are there.
    container.setIdleTimeout(Duration.ZERO);
    container.setMaxFrameSize(FRAME_BYTES_MAX);
    container.setAutoFragment(true);
  }

  void opened(WebSocketCalls calls) {
    open.add(calls);
    traffic.connections().upgraded();
    if (traffic.isDraining()) {
      var _ = calls.drain();
    }
  }

  void closed(WebSocketCalls calls) {
    if (open.remove(calls)) {
      traffic.connections().upgradedEnded();
    }
  }

  private void ping() {
    long now = nanoTime();
    open.forEach(calls -> calls.ping(now, SILENT_NANOS_MAX));
  }

  /** Takes no more of them, and closes each when what it has asked for is answered. */
  public void drain(Duration patience) {
    traffic.drain();
    try {
      CompletableFuture.allOf(
              open.stream().map(WebSocketCalls::drain).toArray(CompletableFuture<?>[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // What has not finished by now is cut off when the listener is closed.
    }
  }

  /** Shows how many there are. */
  public void bind(NodeMetrics metrics) {
    metrics.gauge("sessionvm.http.websockets", "open WebSockets", open::size);
    metrics.gauge(
        "sessionvm.live.subscriptions",
        "subscriptions of open WebSockets",
        () -> open.stream().mapToInt(WebSocketCalls::subscriptions).sum());
  }

  int busy() {
    return traffic.connections().busy()
        + (int) open.stream().filter(WebSocketCalls::isAtWork).count();
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  LiveServices services() {
    return services;
  }

  RpcSettings.Bounds bounds() {
    return bounds;
  }

  Traffic traffic() {
    return traffic;
  }

  RefusalPace pace() {
    return pace;
  }
}
