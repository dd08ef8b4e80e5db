package org.sessionvm.rpc.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.JsonRpcEndpoint;
import org.sessionvm.rpc.RpcReply;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.access.BearerToken;
import org.sessionvm.rpc.health.HealthPages;
import org.sessionvm.rpc.limits.ClientAddress;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.RefusalPace;
import org.sessionvm.rpc.limits.TokenBuckets;
import org.sessionvm.verification.SignatureSource;

/** The routes of the JSON-RPC listener. Blocks, so it runs on virtual threads. */
public final class RpcHandler extends Handler.Abstract {
  private static final Set<String> RPC_PATHS = Set.of("/rpc", "/ext/bc/sessionvm/rpc");

  private static final Set<String> WEB_SOCKET_PATHS = Set.of("/ws", "/ext/bc/sessionvm/ws");

  /** Where a connection keeps what is known of the signatures that came over it. */
  private static final String SIGNATURES = "org.sessionvm.signatures";

  private final Traffic traffic;
  private final RpcSettings.Bounds bounds;
  private final Cors cors;
  private final JsonRpcEndpoint endpoint;
  private final HealthPages health;
  private final TokenBuckets<ClientAddress> rates;
  private final RefusalPace pace;
  private final Optional<WebSockets> sockets;

  /**
   * The routes.
   *
   * @param sockets where there may be any
   */
  public RpcHandler(
      RpcSettings settings,
      JsonRpcEndpoint endpoint,
      HealthPages health,
      TokenBuckets<ClientAddress> rates,
      Traffic traffic,
      RefusalPace pace,
      Optional<WebSockets> sockets) {
    this.bounds = settings.bounds();
    this.cors = new Cors(settings.access().origins());
    this.endpoint = endpoint;
    this.health = health;
    this.rates = rates;
    this.traffic = traffic;
    this.pace = pace;
    this.sockets = sockets;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    traffic.connections().begin(request);
    String path = Request.getPathInContext(request);
    Replies replies = new Replies(request, response, callback, traffic);
    boolean rpc = RPC_PATHS.contains(path);
    cors.allow(request, response);
    if (cors.isPreflight(request) && (rpc || health.isPath(path))) {
      cors.preflight(request, replies);
    } else if (rpc) {
      rpc(request, replies);
    } else if (sockets.isPresent() && WEB_SOCKET_PATHS.contains(path)) {
      if (isUpgradeTaken(request, replies)) {
        upgrade(request, response, callback, replies);
      }
    } else if (health.isPath(path)) {
      health(request, path, replies);
    } else {
      replies.notFound();
    }
    return true;
  }

  private void health(Request request, String path, Replies replies) {
    if (!HttpMethod.GET.is(request.getMethod())
        && !HttpMethod.HEAD.is(request.getMethod())
        && !(HttpMethod.POST.is(request.getMethod()) && path.equals("/health"))) {
      replies.notAllowed("GET, HEAD", "GET method required, received " + request.getMethod());
      return;
    }
    replies.page(health.find(path, request.getHttpURI().getQuery()).orElseThrow());
  }

  /** Whether a WebSocket may be opened; answers where it may not. */
  private boolean isUpgradeTaken(Request request, Replies replies) {
    if (!HttpMethod.GET.is(request.getMethod())) {
      replies.notAllowed("GET", "GET method required\n");
      return false;
    }
    // No browser asks for leave here: every page could speak as the wallet beside it.
    if (cors.isForeign(request)) {
      replies.text(403, "origin not allowed\n");
      return false;
    }
    if (!sockets.orElseThrow().hasRoom()) {
      replies.busy(Limit.WEB_SOCKETS, WebSockets.SOCKETS_MAX);
      return false;
    }
    return isWithinRate(address(request), replies);
  }

  private void upgrade(Request request, Response response, Callback callback, Replies replies) {
    WebSockets.Visitor visitor =
        new WebSockets.Visitor(Optional.of(address(request)), token(request));
    if (!sockets.orElseThrow().upgrade(request, response, callback, visitor)) {
      replies.upgradeRequired();
    }
  }

  private boolean isWithinRate(ClientAddress address, Replies replies) {
    OptionalLong wait = rates.tryTake(address);
    if (wait.isPresent()) {
      traffic.counts().refused(Limit.REQUESTS_PER_ADDRESS);
      replies.tooMany(rates.limit().perSecond(), wait.getAsLong());
    }
    return wait.isEmpty();
  }

  private void rpc(Request request, Replies replies) {
    if (!HttpMethod.POST.is(request.getMethod())) {
      replies.notAllowed(
          "POST", "rpc: POST method required, received " + Replies.printable(request.getMethod()));
      return;
    }
    String type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE)).orElse("");
    if (!MediaTypes.isJson(type)) {
      replies.text(415, "rpc: unrecognized Content-Type: " + Replies.printable(type));
      return;
    }
    ClientAddress address = address(request);
    if (isWithinRate(address, replies)) {
      answer(request, replies, address);
    }
  }

  private void answer(Request request, Replies replies, ClientAddress address) {
    if (request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
      replies.encoded();
      return;
    }
    long length = request.getLength();
    if (length > bounds.bodyBytesMax()) {
      tooLarge(replies);
      return;
    }
    // A body in chunks does not say how long it will be.
    long expected = length >= 0 ? length : bounds.bodyBytesMax();
    Optional<Transfer> transfer = traffic.requests().begin(request, RequestMemory.of(expected));
    if (transfer.isEmpty()) {
      replies.busy(Limit.REQUEST_BYTES, traffic.requests().bytesMax());
      return;
    }
    try {
      answer(request, replies, address, transfer.get());
    } finally {
      transfer.get().end();
    }
  }

  private void answer(Request request, Replies replies, ClientAddress address, Transfer transfer) {
    Optional<byte[]> body;
    try {
      body = Body.read(request, bounds.bodyBytesMax(), transfer);
    } catch (IOException e) {
      // Too slow, gone or no HTTP; nobody's log is helped by where that was noticed.
      if (Body.isMalformed(request, e)) {
        traffic.counts().refused(Limit.CHUNK_HEADS);
        replies.malformedBody();
      } else {
        replies.timedOut();
      }
      return;
    }
    if (body.isEmpty()) {
      tooLarge(replies);
      return;
    }
    transfer.whole();
    ReservedAnswer room = ReservedAnswer.of(traffic, request);
    RpcReply reply =
        endpoint.handle(
            body.get(),
            new CallContext(
                token(request), Optional.of(address), signatures(request, address), room));
    int busy = traffic.connections().busy();
    long wait = pace.waitMillis(address, reply.refusals(), busy);
    if (wait == 0) {
      replies.longJson(reply, room);
    } else {
      request
          .getComponents()
          .getScheduler()
          .schedule(() -> replies.longJson(reply, room), wait, TimeUnit.MILLISECONDS);
    }
  }

  private void tooLarge(Replies replies) {
    traffic.counts().refused(Limit.BODY_BYTES);
    replies.tooLarge(bounds.bodyBytesMax());
  }

  /** What its signatures were like so far goes with the connection. */
  private static SignatureSource signatures(Request request, ClientAddress address) {
    ConnectionMetaData connection = request.getConnectionMetaData();
    if (connection.getAttribute(SIGNATURES) instanceof SignatureSource known) {
      return known;
    }
    SignatureSource source = new SignatureSource(address.prefix());
    connection.setAttribute(SIGNATURES, source);
    return source;
  }

  private static Optional<BearerToken> token(Request request) {
    return Optional.ofNullable(request.getHeaders().getField(HttpHeader.AUTHORIZATION))
        .map(HttpField::getValue)
        .flatMap(BearerToken::of);
  }

  private static ClientAddress address(Request request) {
    SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
    return ClientAddress.of(
        remote instanceof InetSocketAddress inet && inet.getAddress() != null
            ? inet.getAddress()
            : InetAddress.getLoopbackAddress());
  }
}
