package org.sessionvm.rpc.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Calls a node over a WebSocket, and keeps what the node says unasked. */
public final class TestSocket implements AutoCloseable, WebSocket.Listener {
  private static final long SECONDS = 20;

  private final HttpClient http = HttpClient.newHttpClient();
  private final StringBuilder text = new StringBuilder();
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private final WebSocket socket;

  /** How the connection ended. */
  public record Closed(int code, String reason) {}

  private TestSocket(URI uri, Optional<String> origin) {
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
    origin.ifPresent(page -> builder.header("Origin", page));
    socket = builder.buildAsync(uri, this).exceptionally(TestSocket::refused).join();
  }

  private static WebSocket refused(Throwable failure) {
    if (failure.getCause() instanceof WebSocketHandshakeException refusal) {
      throw new Refused(refusal.getResponse().statusCode());
    }
    throw new AssertionError(failure);
  }

  /** The node did not take the connection. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    Refused(int status) {
      super("HTTP " + status);
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  /** A new connection. */
  public static TestSocket to(TestNode node) {
    return new TestSocket(ws(node), Optional.empty());
  }

  /** One that a web page opens. */
  public static TestSocket from(String origin, TestNode node) {
    return new TestSocket(ws(node), Optional.of(origin));
  }

  private static URI ws(TestNode node) {
    return URI.create(node.uri("/ws").toString().replaceFirst("^http", "ws"));
  }

  /** Proves to be somebody, who is known to the node. */
  public TestSocket login(Person person) {
    result("sessionvm.Authenticate", person.authenticate(person.node().time().currentMillis()));
    return this;
  }

  /** The whole answer of one call. */
  public JsonNode call(String method, JsonNode params) {
    long id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode request =
        TestCaller.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
    request.set("params", params);
    send(request.toString());
    return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  /** The result of one call that must not fail. */
  public JsonNode result(String method, JsonNode params) {
    JsonNode answer = call(method, params);
    if (!answer.has("result")) {
      throw new AssertionError(method + " failed: " + answer);
    }
    return answer.get("result");
  }

  /** The error of one call that must fail. */
  public JsonNode error(String method, JsonNode params) {
    JsonNode answer = call(method, params);
    if (!answer.has("error")) {
      throw new AssertionError(method + " did not fail: " + answer);
    }
    return answer.get("error");
  }

  /** Sends a text. */
  public synchronized void send(String whole) {
    socket.sendText(whole, true).join();
  }

  /** The underlying connection. */
  public WebSocket socket() {
    return socket;
  }

  /** What the node says next, unasked. */
  public JsonNode event() {
    return whole().get("params");
  }

  /** The next text that answers no call of this. */
  public JsonNode whole() {
    try {
      JsonNode event = events.poll(SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event came");
      }
      return event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether everything that came was looked at. */
  public boolean isQuiet() {
    return events.isEmpty();
  }

  /** How the node ended the connection. */
  public Closed awaitClosed() {
    return closed.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket source, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      JsonNode json = TestCaller.json(text.toString());
      text.setLength(0);
      if (json.has("id") && answers.containsKey(json.get("id").asLong())) {
        answers.remove(json.get("id").asLong()).complete(json);
      } else {
        events.add(json);
      }
    }
    source.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket source, int code, String reason) {
    closed.complete(new Closed(code, reason));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket source, Throwable error) {
    closed.complete(new Closed(-1, String.valueOf(error)));
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
    http.close();
  }
}
