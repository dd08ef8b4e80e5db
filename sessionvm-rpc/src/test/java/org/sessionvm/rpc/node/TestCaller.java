package org.sessionvm.rpc.node;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Calls a node by HTTP as a wallet does. */
public final class TestCaller implements AutoCloseable {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Function<String, URI> address;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Optional<String> token = Optional.empty();

  TestCaller(Function<String, URI> address) {
    this.address = address;
  }

  /** An empty object. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** Presents a token from now on. */
  public TestCaller withToken(String text) {
    this.token = Optional.of(text);
    return this;
  }

  /** The whole answer of one call. */
  public JsonNode call(String method, JsonNode params) {
    ObjectNode request = object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
    request.set("params", params);
    HttpResponse<String> response = post(text(request));
    return json(response.body());
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

  /** Posts a body to {@code /rpc}. */
  public HttpResponse<String> post(String body) {
    return send(
        request("/rpc")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A request to a path of the listener. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(address.apply(path)).timeout(Duration.ofSeconds(60));
    token.ifPresent(text -> builder.header("Authorization", "Bearer " + text));
    return builder;
  }

  /** Gets a path of the listener. */
  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** Sends any request. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** JSON as text in ASCII, in which half a surrogate pair survives. */
  private static String text(JsonNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Text as JSON. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
