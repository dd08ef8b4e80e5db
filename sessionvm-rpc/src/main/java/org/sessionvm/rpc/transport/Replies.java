package org.sessionvm.rpc.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.RpcReply;
import org.sessionvm.rpc.limits.Limit;

/** Writes the one answer of one request. */
final class Replies {
  private static final int TEXT_CHARACTERS_MAX = 100;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Traffic traffic;

  Replies(Request request, Response response, Callback callback, Traffic traffic) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.traffic = traffic;
  }

  /** An answer of JSON-RPC, with the reference's headers. */
  private void json(RpcReply reply) {
    jsonHeaders(reply);
    write(reply);
  }

  /** The same, of any length; says that the node is busy when too much is on its way already. */
  void longJson(RpcReply reply, ReservedAnswer reserved) {
    Optional<Transfer> transfer = reserved.send(reply.body().size());
    if (transfer.isEmpty()) {
      traffic.counts().refused(Limit.ANSWER_BYTES);
      busyWriting(Limit.ANSWER_BYTES, reserved.bytesMax());
      return;
    }
    jsonHeaders(reply);
    head(reply.status(), reply.body().size());
    new PieceWriter(response, reply.body(), transfer.get(), callback).iterate();
  }

  private void jsonHeaders(RpcReply reply) {
    if (reply.body().size() > 0) {
      headers().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
      headers().put("X-Content-Type-Options", "nosniff");
    }
  }

  /** So much is on its way to readers that no more goes out now. */
  private void busyWriting(Limit limit, long max) {
    headers().put(HttpHeader.RETRY_AFTER, "1");
    refuse(503, busyText(limit, max));
  }

  private static String busyText(Limit limit, long max) {
    return """
        {"jsonrpc":"2.0","error":{"code":-32005,"message":"limit exceeded: %s is %d",\
        "data":{"field":"%s","limit":%d,"retryAfterMs":1000}},"id":null}"""
        .formatted(limit.wireName(), max, limit.wireName(), max);
  }

  /** A body that came too slowly, or whose sender has gone. */
  void timedOut() {
    headers().put(HttpHeader.CONNECTION, "close");
    text(408, "request timeout\n");
  }

  /** A body whose chunks are no HTTP. */
  void malformedBody() {
    headers().put(HttpHeader.CONNECTION, "close");
    text(400, "bad request\n");
  }

  /** A page of health, which nobody may keep. */
  void page(RpcReply reply) {
    headers().put(HttpHeader.CONTENT_TYPE, "application/json");
    headers().put(HttpHeader.CACHE_CONTROL, "no-store");
    write(reply);
  }

  void empty(int status) {
    write(status, Bytes.EMPTY);
  }

  /** The answer to a browser that asks for leave. */
  void preflight(boolean allowed) {
    if (allowed) {
      headers().put("Access-Control-Allow-Methods", "POST, GET, HEAD");
      headers().put("Access-Control-Allow-Headers", "content-type, authorization");
      headers().put("Access-Control-Max-Age", "600");
    }
    empty(allowed ? 204 : 403);
  }

  /** Prometheus text. */
  void metrics(String text) {
    headers().put(HttpHeader.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    write(200, utf8(text));
  }

  void notFound() {
    text(404, "404 page not found\n");
  }

  void notAllowed(String allow, String text) {
    headers().put(HttpHeader.ALLOW, allow);
    text(405, text);
  }

  void text(int status, String text) {
    headers().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    headers().put("X-Content-Type-Options", "nosniff");
    write(status, utf8(text));
  }

  /** A page that is only for WebSockets (RFC 9110, section 15.5.22). */
  void upgradeRequired() {
    headers().put(HttpHeader.CONNECTION, "Upgrade");
    headers().put(HttpHeader.UPGRADE, "websocket");
    text(426, "a WebSocket (RFC 6455) is required\n");
  }

  /** Too many requests (RFC 6585, section 4). */
  void tooMany(int perSecond, long retryAfterMillis) {
    headers().put(HttpHeader.RETRY_AFTER, Long.toString((retryAfterMillis + 999) / 1_000));
    refuse(
        429,
        """
        {"jsonrpc":"2.0","error":{"code":-32005,"message":"limit exceeded: \
        requestsPerAddress is %d","data":{"field":"requestsPerAddress","limit":%d,\
        "retryAfterMs":%d}},"id":null}"""
            .formatted(perSecond, perSecond, retryAfterMillis));
  }

  /** A body that is longer than the bound. */
  void tooLarge(int bytesMax) {
    refuseBody(
        413,
        """
        {"jsonrpc":"2.0","error":{"code":-32005,"message":"limit exceeded: bodyBytesMax is %d",\
        "data":{"field":"bodyBytesMax","limit":%d}},"id":null}"""
            .formatted(bytesMax, bytesMax));
  }

  /** So many requests are read and worked on that no more are taken now. */
  void busy(Limit limit, long max) {
    headers().put(HttpHeader.RETRY_AFTER, "1");
    refuseBody(503, busyText(limit, max));
  }

  /** The node is about to end, and has not looked at the request. */
  void shuttingDown() {
    headers().put(HttpHeader.RETRY_AFTER, "1");
    refuseBody(
        503,
        """
        {"jsonrpc":"2.0","error":{"code":-32006,"message":"the node is shutting down; nothing of \
        this was done and it may be sent again","data":{"reason":"shutting down",\
        "retryAfterMs":1000}},"id":null}""");
  }

  /** A body that is compressed: how long it really is would show too late. */
  void encoded() {
    refuseBody(
        400,
        """
        {"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error",\
        "data":{"reason":"a Content-Encoding is not supported"}},"id":null}""");
  }

  /** Nobody wants more of what such a sender sends, whether it has come or not. */
  private void refuseBody(int status, String json) {
    headers().put(HttpHeader.CONNECTION, "close");
    refuse(status, json);
  }

  private void refuse(int status, String json) {
    json(new RpcReply(status, utf8(json)));
  }

  private void head(int status, int bytes) {
    response.setStatus(status);
    if (status != 204) {
      headers().put(HttpHeader.CONTENT_LENGTH, bytes);
    }
  }

  private void write(RpcReply reply) {
    write(reply.status(), Bytes.wrap(reply.body().toByteArray()));
  }

  /** Where a body is left, answers first and then drops it, or its sender reads no answer. */
  private void write(int status, Bytes body) {
    head(status, body.size());
    if (!UnreadBody.isLeftOf(request)) {
      writeLast(body, callback);
      return;
    }
    headers().put(HttpHeader.CONNECTION, "close");
    Callback.Completable written = new Callback.Completable();
    writeLast(body, written);
    try {
      written.join();
      UnreadBody.drain(request, traffic.requests());
      callback.succeeded();
    } catch (CompletionException e) {
      callback.failed(e);
    }
  }

  private void writeLast(Bytes body, Callback done) {
    boolean silent = HttpMethod.HEAD.is(request.getMethod());
    response.write(
        true, silent ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(body.unsafeArray()), done);
  }

  private HttpFields.Mutable headers() {
    return response.getHeaders();
  }

  private static Bytes utf8(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A piece of what was sent, fit to be sent back. */
  static String printable(String text) {
    String line = text.replaceAll("[^ -~]", "?");
    return line.length() <= TEXT_CHARACTERS_MAX ? line : line.substring(0, TEXT_CHARACTERS_MAX);
  }
}
