package org.sessionvm.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A node over HTTP that answers from a {@link FakeChain} and does what a test tells it besides. */
final class FakeNode implements AutoCloseable {
  /** What happens to a request instead of an answer. */
  interface Fault {
    void to(HttpExchange exchange) throws IOException;
  }

  /** A request as it came. */
  record Request(String method, JsonNode params, String body, Optional<String> authorization) {}

  final FakeChain chain = new FakeChain();
  final List<Request> requests = new ArrayList<>();
  private final Map<String, Queue<Fault>> faults = new HashMap<>();
  private final Map<String, Consumer<ObjectNode>> lies = new HashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  FakeNode() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/rpc", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next call of a method meets these faults, one after the other. */
  synchronized void failNext(String method, Fault... next) {
    faults.computeIfAbsent(method, _ -> new ArrayDeque<>()).addAll(List.of(next));
  }

  /** From now on results of a method are changed. */
  synchronized void lie(String method, Consumer<ObjectNode> change) {
    lies.put(method, change);
  }

  synchronized List<Request> requests(String method) {
    return requests.stream().filter(request -> request.method().equals(method)).toList();
  }

  /** An answer with a status and any body. */
  static Fault raw(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** An error of JSON-RPC; {@code data} is JSON. */
  static Fault error(int code, String data) {
    return raw(
        200,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":%d,\"message\":\"m\",\"data\":%s}}"
            .formatted(code, data));
  }

  /** The connection ends without an answer. */
  static Fault hangUp() {
    return HttpExchange::close;
  }

  /** The connection ends in the middle of an answer. */
  static Fault truncated() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write("{\"jsonrpc\":".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** An answer that never ends and never gets big. */
  Fault stalled() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1_000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** An answer that ends only when the wallet hangs up. */
  static Fault endless() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] blanks = " ".repeat(65_536).getBytes(StandardCharsets.UTF_8);
      while (true) {
        exchange.getResponseBody().write(blanks);
      }
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      respond(exchange, body);
    }
  }

  private void respond(HttpExchange exchange, String body) throws IOException {
    JsonNode request = chain.json.readTree(body);
    Optional<Fault> fault;
    String answer = "";
    synchronized (this) {
      String method = request.path("method").asText();
      requests.add(
          new Request(
              method,
              request.path("params"),
              body,
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
      fault = Optional.ofNullable(faults.getOrDefault(method, new ArrayDeque<>()).poll());
      if (fault.isEmpty()) {
        answer = honest(request, method);
      }
    }
    fault.orElse(raw(200, answer)).to(exchange);
  }

  private String honest(JsonNode request, String method) {
    ObjectNode result = chain.answer(method, request.path("params")).deepCopy();
    lies.getOrDefault(method, _ -> {}).accept(result);
    ObjectNode answer = chain.object().put("jsonrpc", "2.0");
    answer.set("id", request.path("id"));
    answer.set("result", result);
    return answer.toString();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
