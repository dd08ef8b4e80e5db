package org.sessionvm.rpc.carried;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.JsonRpcEndpoint;
import org.sessionvm.rpc.RpcNode;
import org.sessionvm.rpc.RpcReply;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.access.BearerToken;
import org.sessionvm.rpc.health.HealthPages;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.LimitCounts;
import org.sessionvm.rpc.limits.RefusalPace;
import org.sessionvm.rpc.method.JsonFormat;
import org.sessionvm.rpc.method.Namespace;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.rpc.transport.MediaTypes;
import org.sessionvm.rpc.transport.Traffic;
import org.sessionvm.rpc.transport.WebSockets;
import org.sessionvm.spi.ByteStream;
import org.sessionvm.spi.HttpFace;
import org.sessionvm.spi.HttpReply;
import org.sessionvm.spi.HttpRequest;
import org.sessionvm.verification.SignatureSource;

/**
 * Answers under a chain's path of a host as the listener of a node of its own does. Connections,
 * slow clients and whom a request is addressed to are the host's matter; so is who asks, since it
 * does not say.
 */
public final class CarriedHttp implements HttpFace, AutoCloseable {
  /** Where JSON-RPC is, below the chain's path. */
  private static final Set<String> RPC_PATHS = Set.of("", "/", "/rpc");

  private static final String WEB_SOCKET_PATH = "/ws";

  /** A node that ends waits for its plugin for five seconds. */
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final JsonRpcEndpoint endpoint;
  private final HealthPages health;
  private final RpcSettings.Bounds bounds;
  private final CarriedMemory memory;
  private final CarriedAnswers answers;
  private final LimitCounts counts;
  private final Traffic traffic;
  private final WebSockets sockets;
  private final CarriedWebSockets carriedSockets;

  /**
   * The face of a node.
   *
   * @param metrics also shows how much is worked on
   */
  public CarriedHttp(RpcNode node, RpcSettings.Bounds bounds, NodeMetrics metrics) {
    this.endpoint = node.endpoint(Namespace.PUBLIC);
    this.health = new HealthPages(node.health(), JsonFormat.newMapper());
    this.bounds = bounds;
    this.counts = metrics.limits();
    this.memory = new CarriedMemory();
    memory.bind(metrics);
    this.answers = new CarriedAnswers();
    answers.bind(metrics);
    this.traffic = new Traffic(bounds, counts);
    RefusalPace pace = new RefusalPace(counts, System::nanoTime);
    this.sockets =
        new WebSockets(node.live(Namespace.PUBLIC), bounds, traffic, pace, System::nanoTime);
    sockets.bind(metrics);
    this.carriedSockets = new CarriedWebSockets(sockets);
  }

  @Override
  public HttpReply answer(HttpRequest request) {
    if (RPC_PATHS.contains(request.path())) {
      return rpc(request);
    }
    if (request.path().equals(WEB_SOCKET_PATH)) {
      return sockets.hasRoom()
          ? PlainReplies.upgradeRequired()
          : PlainReplies.limit(503, Limit.WEB_SOCKETS, WebSockets.SOCKETS_MAX);
    }
    return health
        .find(request.path(), request.query())
        .map(page -> health(request, page))
        .orElseGet(() -> PlainReplies.text(404, "404 page not found\n"));
  }

  @Override
  public boolean upgrades(HttpRequest request) {
    return request.method().equals("GET")
        && request.path().equals(WEB_SOCKET_PATH)
        && request.header("upgrade").filter("websocket"::equalsIgnoreCase).isPresent()
        && sockets.hasRoom();
  }

  @Override
  public void upgrade(HttpRequest request, ByteStream stream) {
    carriedSockets.serve(request, stream);
  }

  private static HttpReply health(HttpRequest request, RpcReply page) {
    return switch (request.method()) {
      case "GET" -> PlainReplies.page(page);
      case "HEAD" -> PlainReplies.headOf(PlainReplies.page(page));
      default -> PlainReplies.notAllowed("GET, HEAD", "GET method required\n");
    };
  }

  private HttpReply rpc(HttpRequest request) {
    if (!request.method().equals("POST")) {
      return PlainReplies.notAllowed("POST", "rpc: POST method required\n");
    }
    if (!MediaTypes.isJson(request.header("content-type").orElse(""))) {
      return PlainReplies.text(415, "rpc: unrecognized Content-Type\n");
    }
    if (request.header("content-encoding").isPresent()) {
      return PlainReplies.encoded();
    }
    if (request.body().size() > bounds.bodyBytesMax()) {
      counts.refused(Limit.BODY_BYTES);
      return PlainReplies.limit(413, Limit.BODY_BYTES, bounds.bodyBytesMax());
    }
    return bounded(request);
  }

  private HttpReply bounded(HttpRequest request) {
    long bytes = CarriedMemory.of(request.body().size());
    if (!memory.tryTake(bytes)) {
      counts.refused(Limit.REQUEST_BYTES);
      return PlainReplies.limit(503, Limit.REQUEST_BYTES, CarriedMemory.BYTES_MAX);
    }
    try (CarriedAnswers.Room room = answers.room()) {
      Optional<BearerToken> token = request.header("authorization").flatMap(BearerToken::of);
      SignatureSource source = new SignatureSource(Bytes.EMPTY);
      CallContext context = new CallContext(token, Optional.empty(), source, room);
      return PlainReplies.json(endpoint.handle(request.body().toByteArray(), context));
    } finally {
      memory.release(bytes);
    }
  }

  /** Ends what stays open. */
  @Override
  public void close() {
    sockets.drain(DRAIN);
    carriedSockets.close();
    traffic.close();
  }
}
