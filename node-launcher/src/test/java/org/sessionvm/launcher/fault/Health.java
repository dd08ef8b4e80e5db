package org.sessionvm.launcher.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The health page of a node, asked until it says what a test waits for. */
final class Health implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI page;

  Health(URI rpc) {
    page = rpc.resolve("/health");
  }

  /** The page and its status. */
  record Answer(int status, JsonNode body) {}

  Answer ask() throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), new ObjectMapper().readTree(response.body()));
  }

  Answer await(Predicate<Answer> wanted) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Answer answer = ask();
    while (!wanted.test(answer)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("health still says " + answer);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      answer = ask();
    }
    return answer;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
