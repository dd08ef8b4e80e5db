package org.sessionvm.launcher.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** JSON-RPC without retries, so that an answer is an answer and a failure is a failure. */
public final class RawNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer that is an error. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    private final int code;

    Refused(String method, JsonNode answer) {
      super(method + ": " + answer);
      code = answer.at("/error/code").intValue();
    }

    /** The code of JSON-RPC. */
    public int code() {
      return code;
    }
  }

  private final HttpClient http;
  private final URI url;
  private Optional<String> token = Optional.empty();

  /** Calls the node at {@code url}. */
  public RawNode(URI url) {
    this(url, HttpClient.Version.HTTP_2);
  }

  /** As above, by this version of HTTP if the node has it. */
  public RawNode(URI url, HttpClient.Version version) {
    this.url = url;
    this.http = HttpClient.newBuilder().version(version).build();
  }

  /** The same node by HTTP/2, without a token. */
  public RawNode another() {
    return new RawNode(url);
  }

  /** Sends this token from now on. */
  public void authorize(String bearer) {
    token = Optional.of(bearer);
  }

  /** The result; throws IOException when there is none, whatever the reason. */
  public JsonNode call(String method, Map<String, ?> parameters)
      throws IOException, InterruptedException {
    byte[] body =
        JSON.writeValueAsBytes(
            Map.of(
                "jsonrpc", "2.0", "id", 1, "method", "sessionvm." + method, "params", parameters));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    // Not parsed before its status is looked at: what is no JSON must be seen as it is.
    if (response.statusCode() != 200) {
      String text = new String(response.body(), StandardCharsets.UTF_8);
      throw new IOException(method + ": HTTP " + response.statusCode() + ": " + text);
    }
    JsonNode answer = JSON.readTree(response.body());
    if (!answer.has("result")) {
      throw new Refused(method, answer);
    }
    return answer.get("result");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
