package org.sessionvm.client;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** What the status of an HTTP answer means to a wallet. */
final class HttpStatuses {
  private HttpStatuses() {}

  /** The body of an answer that is one of JSON-RPC; otherwise throws what the status says. */
  static byte[] requireJsonRpc(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    return switch (status) {
      case 200, 400 -> response.body();
      case 413 -> throw new ClientException.LimitExceeded("bytes of a request", Optional.empty());
      case 429 ->
          throw new ClientException.LimitExceeded(
              "requests", Optional.of(retryAfter(response).orElse(Duration.ZERO)));
      case 500, 502, 503, 504 ->
          throw new ClientException.NodeUnavailable("HTTP " + status, retryAfter(response));
      case 403 ->
          throw new ClientException.ProtocolViolation(
              "HTTP 403: the node does not answer under this host name");
      default ->
          throw new ClientException.ProtocolViolation("no SessionVM node here: HTTP " + status);
    };
  }

  /** Why a WebSocket was not opened. */
  static ClientException refusal(HttpResponse<?> response) {
    int status = response.statusCode();
    return switch (status) {
      case 429, 500, 502, 503, 504 ->
          new ClientException.NodeUnavailable("HTTP " + status, retryAfter(response));
      case 404 -> new ClientException.ProtocolViolation("the node has no WebSocket: HTTP 404");
      default -> new ClientException.ProtocolViolation("no WebSocket: HTTP " + status);
    };
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,9}"))
        .map(value -> RpcErrors.bounded(Duration.ofSeconds(Long.parseLong(value))));
  }
}
