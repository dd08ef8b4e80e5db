package org.sessionvm.rpc.carried;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.RpcReply;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.spi.HttpReply;

/** Answers with the headers that the node's own listener gives them. */
final class PlainReplies {
  private static final Map<String, String> JSON =
      Map.of(
          "Content-Type", "application/json; charset=utf-8",
          "X-Content-Type-Options", "nosniff");

  private PlainReplies() {}

  static HttpReply json(RpcReply reply) {
    Map<String, String> headers = reply.body().size() > 0 ? JSON : Map.of();
    return new HttpReply(reply.status(), headers, bytes(reply));
  }

  /** A page of health, which nobody may keep. */
  static HttpReply page(RpcReply reply) {
    return new HttpReply(
        reply.status(),
        Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
        bytes(reply));
  }

  static HttpReply headOf(HttpReply reply) {
    return new HttpReply(reply.status(), reply.headers(), Bytes.EMPTY);
  }

  static HttpReply text(int status, String text) {
    return new HttpReply(
        status,
        Map.of("Content-Type", "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff"),
        utf8(text));
  }

  static HttpReply notAllowed(String allow, String text) {
    HttpReply reply = text(405, text);
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.put("Allow", allow);
    return new HttpReply(reply.status(), headers, reply.body());
  }

  /** A page that is only for WebSockets (RFC 9110, section 15.5.22). */
  static HttpReply upgradeRequired() {
    HttpReply reply = text(426, "a WebSocket (RFC 6455) is required\n");
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.put("Connection", "Upgrade");
    headers.put("Upgrade", "websocket");
    return new HttpReply(reply.status(), headers, reply.body());
  }

  /** More than a limit allows. */
  static HttpReply limit(int status, Limit limit, long max) {
    return json(
        new RpcReply(
            status,
            utf8(
                """
                {"jsonrpc":"2.0","error":{"code":-32005,"message":"limit exceeded: %s is %d",\
                "data":{"field":"%s","limit":%d,"retryAfterMs":1000}},"id":null}"""
                    .formatted(limit.wireName(), max, limit.wireName(), max))));
  }

  /** A body that is compressed: how long it really is would show too late. */
  static HttpReply encoded() {
    return json(
        new RpcReply(
            400,
            utf8(
                """
                {"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error",\
                "data":{"reason":"a Content-Encoding is not supported"}},"id":null}""")));
  }

  private static Bytes bytes(RpcReply reply) {
    return Bytes.wrap(reply.body().toByteArray());
  }

  private static Bytes utf8(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
