package org.sessionvm.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** JSON-RPC 2.0 over HTTP to one address, with retries. Any thread may use it. */
final class JsonRpcConnection implements AutoCloseable {
  private static final int NESTING_MAX = 32;

  private final URI address;
  private final ClientSettings settings;
  private final HttpClient http;
  private final Retries retries;
  private final JsonMapper json;
  private final AtomicLong nextId = new AtomicLong(1);

  JsonRpcConnection(URI address, ClientSettings settings, RetryClock clock) {
    this.address = address;
    this.settings = settings;
    this.retries = new Retries(settings.deadline(), clock);
    // A wallet that followed a redirect would hand its token to whoever is there.
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout());
    settings.tls().ifPresent(client::sslContext);
    this.http = client.build();
    this.json =
        JsonMapper.builder(
                JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .maxStringLength(settings.responseBytesMax())
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  /** An empty object to fill with parameters. */
  ObjectNode parameters() {
    return json.createObjectNode();
  }

  /** The result of a call. */
  JsonNode call(String method, ObjectNode parameters, Optional<Token> token) {
    long id = nextId.getAndIncrement();
    byte[] body = request(id, method, parameters);
    return retries.run(remaining -> attempt(id, body, token, remaining));
  }

  /** Opens a WebSocket beside the address. */
  LiveSocket open(Optional<Token> token) {
    LiveSocket socket =
        new LiveSocket(
            settings.responseBytesMax(), text -> parse(text.getBytes(StandardCharsets.UTF_8)));
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(settings.callTimeout());
    token.ifPresent(present -> builder.header("Authorization", present.authorization()));
    CompletableFuture<WebSocket> opening =
        builder.buildAsync(NodeAddress.webSocket(address), socket);
    try {
      opening.get(settings.callTimeout().toNanos(), TimeUnit.NANOSECONDS);
      return socket;
    } catch (TimeoutException e) {
      throw new ClientException.NodeUnavailable("no WebSocket in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException.NodeUnavailable("interrupted while waiting", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        throw HttpStatuses.refusal(refused.getResponse());
      }
      throw failure(e);
    }
  }

  /** The result of a call whose answer came over a WebSocket. */
  static JsonNode result(JsonNode answer) {
    if (answer.path("error").isObject()) {
      throw RpcErrors.toException(answer.path("error"));
    }
    if (!answer.has("result")) {
      throw new ClientException.ProtocolViolation("the answer has neither result nor error");
    }
    return answer.path("result");
  }

  /** Tries again and again, as every call does. */
  <T> T retry(Function<Duration, T> attempt) {
    return retries.run(attempt);
  }

  private byte[] request(long id, String method, ObjectNode parameters) {
    ObjectNode request = json.createObjectNode();
    request.put("jsonrpc", "2.0").put("id", id).put("method", method).set("params", parameters);
    try {
      return json.writeValueAsBytes(request);
    } catch (IOException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }

  private JsonNode attempt(long id, byte[] body, Optional<Token> token, Duration remaining) {
    Duration timeout =
        remaining.compareTo(settings.callTimeout()) < 0 ? remaining : settings.callTimeout();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    token.ifPresent(present -> request.header("Authorization", present.authorization()));
    HttpResponse<byte[]> response = exchange(request.build(), timeout);
    return result(id, HttpStatuses.requireJsonRpc(response));
  }

  /** The timeout of a request ends with its headers, so the body is waited for here. */
  private HttpResponse<byte[]> exchange(HttpRequest request, Duration timeout) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, _ -> new BoundedBody(settings.responseBytesMax()));
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new ClientException.NodeUnavailable(
          "no answer within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException.NodeUnavailable("interrupted while waiting", e);
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      answer.cancel(true);
    }
  }

  private static ClientException failure(ExecutionException failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof BoundedBody.TooLong tooLong) {
        return new ClientException.ProtocolViolation(String.valueOf(tooLong.getMessage()));
      }
    }
    return TlsFailures.find(cause)
        .orElseGet(
            () -> new ClientException.NodeUnavailable(ForeignText.line(cause.toString()), cause));
  }

  private JsonNode result(long id, byte[] body) {
    JsonNode answer = parse(body);
    if (!answer.path("jsonrpc").asText().equals("2.0")) {
      throw new ClientException.ProtocolViolation("the answer is not one of JSON-RPC 2.0");
    }
    if (!answer.path("error").isObject() && answer.path("id").asLong(-1) != id) {
      throw new ClientException.ProtocolViolation("the answer is one to another request");
    }
    return result(answer);
  }

  private JsonNode parse(byte[] body) {
    try {
      JsonNode answer = json.readTree(body);
      if (answer != null && answer.isObject()) {
        return answer;
      }
    } catch (IOException _) {
      // Not passed on: the parser's message quotes the answer.
    }
    throw new ClientException.ProtocolViolation("the answer is not a JSON object");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
