package org.sessionvm.launcher.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Stands between wallets and a real node, and changes what that answers. */
final class LyingNode implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final URI truth;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Consumer<ObjectNode>> lies = new ConcurrentHashMap<>();

  private LyingNode(URI truth, HttpServer server) {
    this.truth = truth;
    this.server = server;
  }

  static LyingNode of(URI truth) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    LyingNode lying = new LyingNode(truth, server);
    server.setExecutor(lying.threads);
    server.createContext("/rpc", lying::handle);
    server.start();
    return lying;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Changes the results of a method from now on. */
  void lie(String method, Consumer<ObjectNode> change) {
    lies.put(method, change);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      byte[] answer = answer(asked, exchange.getRequestHeaders().getFirst("Authorization"));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] answer(byte[] asked, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(truth.resolve("/rpc"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(asked));
    Optional.ofNullable(authorization).ifPresent(token -> request.header("Authorization", token));
    JsonNode answer =
        JSON.readTree(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).body());
    if (answer.path("result") instanceof ObjectNode result) {
      lies.getOrDefault(JSON.readTree(asked).path("method").asText(), _ -> {}).accept(result);
    }
    return JSON.writeValueAsBytes(answer);
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
    threads.close();
  }
}
