package org.sessionvm.rpc.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.RpcReply;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.live.LiveCall;
import org.sessionvm.rpc.live.LiveConnection;
import org.sessionvm.verification.SignatureSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes over one WebSocket: texts, each a body of calls, of which a few are worked on at once;
 * further ones stay with their sender. Jetty calls it on one thread at a time, which must not
 * block.
 */
public final class WebSocketCalls implements Session.Listener {
  /** Most bodies of one connection that are worked on at once. */
  static final int AT_ONCE_MAX = 16;

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketCalls.class);

  private final WebSockets sockets;
  private final WebSockets.Visitor visitor;
  private final SignatureSource signatures;
  private final AtomicInteger atWork = new AtomicInteger();
  private StringBuilder text = new StringBuilder();
  private Optional<Transfer> receiving = Optional.empty();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile boolean draining;
  private volatile long heardNanos;
  private volatile @Nullable Open open;

  /** The parts that there are once the connection is upgraded. */
  private record Open(Session session, WebSocket socket, LiveConnection live) {}

  WebSocketCalls(WebSockets sockets, WebSockets.Visitor visitor) {
    this.sockets = sockets;
    this.visitor = visitor;
    this.signatures = visitor.signatures();
    this.heardNanos = sockets.nanoTime();
  }

  private Open open() {
    Open now = open;
    if (now == null) {
      throw new IllegalStateException("the connection is not upgraded yet");
    }
    return now;
  }

  @Override
  public void onWebSocketOpen(Session session) {
    WebSocket socket = new WebSocket(session, sockets.traffic());
    open = new Open(session, socket, sockets.services().connect(socket, visitor.token()));
    sockets.opened(this);
    session.demand();
  }

  @Override
  public void onWebSocketPartialText(String piece, boolean last) {
    heardNanos = sockets.nanoTime();
    if (!hold(piece)) {
      return;
    }
    text.append(piece);
    if (!last) {
      open().session().demand();
      return;
    }
    String body = text.toString();
    text = new StringBuilder();
    Transfer transfer = receiving.orElseThrow();
    receiving = Optional.empty();
    transfer.whole();
    begin(body, transfer);
  }

  /** Whether there is room for a piece more; the connection is closed where there is none. */
  private boolean hold(String piece) {
    int bytesMax = sockets.bounds().bodyBytesMax();
    if (text.length() + piece.length() > bytesMax) {
      refuse(StatusCode.MESSAGE_TOO_LARGE, Limit.BODY_BYTES, bytesMax);
      return false;
    }
    TransferMemory requests = sockets.traffic().requests();
    if (receiving.isEmpty()) {
      receiving = requests.begin(open().socket()::tooSlow, 0);
    }
    Transfer transfer = receiving.orElseThrow();
    if (!transfer.hold(RequestMemory.of(piece.length()), 0, 0)) {
      refuse(StatusCode.TRY_AGAIN_LATER, Limit.REQUEST_BYTES, requests.bytesMax());
      return false;
    }
    transfer.moved(piece.length());
    return true;
  }

  private void refuse(int code, Limit limit, long max) {
    sockets.traffic().counts().refused(limit);
    open().socket().close(code, "limit exceeded: " + limit.wireName() + " is " + max);
  }

  private void begin(String body, Transfer transfer) {
    int now = atWork.incrementAndGet();
    Thread.ofVirtual().name("ws-", 0).start(() -> work(body, transfer));
    if (now < AT_ONCE_MAX) {
      open().session().demand();
    }
  }

  private void work(String body, Transfer transfer) {
    try {
      answer(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.debug("an answer did not go out", e);
    } finally {
      transfer.end();
      if (atWork.getAndDecrement() == AT_ONCE_MAX) {
        open().session().demand();
      }
      closeIfDrained();
    }
  }

  private void answer(byte[] body) throws IOException {
    Open here = open();
    LiveCall call = here.live().call();
    ReservedAnswer room = ReservedAnswer.of(sockets.traffic(), here.socket());
    try {
      RpcReply reply =
          sockets
              .services()
              .endpoint()
              .handle(
                  body,
                  new CallContext(
                      here.live().token(), visitor.address(), signatures, room, Optional.of(call)));
      pause(reply);
      send(reply, room);
      call.answered();
    } finally {
      room.end();
    }
  }

  /**
   * As long as the same refusal would wait over HTTP; the next calls of the connection wait too.
   */
  private void pause(RpcReply reply) {
    visitor
        .address()
        .ifPresent(
            address -> {
              long wait = sockets.pace().waitMillis(address, reply.refusals(), sockets.busy());
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(wait));
            });
  }

  private void send(RpcReply reply, ReservedAnswer room) throws IOException {
    int size = reply.body().size();
    if (size == 0) {
      return;
    }
    // As bytes, as characters, and on their way.
    Optional<Transfer> transfer = room.send(3L * size);
    if (transfer.isEmpty()) {
      refuse(StatusCode.TRY_AGAIN_LATER, Limit.ANSWER_BYTES, room.bytesMax());
      return;
    }
    String text = new String(reply.body().toByteArray(), StandardCharsets.UTF_8);
    open().socket().send(text, transfer.get());
  }

  @Override
  public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
    callback.succeed();
    open().socket().close(StatusCode.BAD_DATA, "calls are texts");
  }

  @Override
  public void onWebSocketPong(ByteBuffer payload) {
    heardNanos = sockets.nanoTime();
    open().session().demand();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    LOG.debug("a WebSocket failed", cause);
  }

  @Override
  public void onWebSocketClose(int code, String reason, Callback callback) {
    receiving.ifPresent(Transfer::end);
    open().live().close();
    sockets.closed(this);
    closed.complete(null);
    callback.succeed();
  }

  /** Asks whether anybody is there, or hangs up on who has not answered that. */
  void ping(long now, long silentNanosMax) {
    if (atWork.get() == 0 && now - heardNanos > silentNanosMax) {
      open().socket().disconnect();
    } else {
      open().socket().ping();
    }
  }

  int subscriptions() {
    return open().live().subscriptions();
  }

  boolean isAtWork() {
    return atWork.get() > 0;
  }

  /** Closes it once nothing is worked on; done when it is closed. */
  CompletableFuture<Void> drain() {
    draining = true;
    closeIfDrained();
    return closed;
  }

  private void closeIfDrained() {
    if (draining && atWork.get() == 0) {
      open().socket().close(StatusCode.SHUTDOWN, "the node is shutting down");
    }
  }
}
