package org.sessionvm.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.node.RawConnection;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

@SuppressWarnings("NullAway.Init") // Node and caller are there before any test.
final class HttpTest {
  private static final String HEALTH =
      "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Health\",\"id\":1}";
  private static final String HEAD =
      "POST /rpc HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  private static final long MIB = 1 << 20;

  private static TestNode node;
  private static TestCaller caller;

  @BeforeAll
  static void startNode() {
    node = TestNode.start();
    caller = node.caller();
  }

  @AfterAll
  static void stopNode() {
    caller.close();
    node.close();
  }

  private static void stillAnswers() {
    assertThat(caller.post(HEALTH).statusCode()).isEqualTo(200);
  }

  @Test
  void answersWithTheReferencesHeaders() {
    HttpResponse<String> response = caller.post(HEALTH);

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Server")).isEmpty();
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rpc", "/ext/bc/sessionvm/rpc"})
  void servesEveryPathOfJsonRpc(String path) {
    HttpResponse<String> response =
        caller.send(
            caller
                .request(path)
                .header("Content-Type", "Application/JSON; charset=utf-8")
                .POST(BodyPublishers.ofString(HEALTH)));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD"})
  void allowsOnlyPost(String verb) {
    HttpResponse<String> response =
        caller.send(caller.request("/rpc").method(verb, BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/rpc/", "/metrics", "/health/", "/rpc/x", "/ws2", "/RPC"})
  void hasNoOtherPath(String path) {
    HttpResponse<String> response = caller.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("404 page not found\n");
  }

  @Test
  void wantsJson() {
    HttpRequest.Builder untyped = caller.request("/rpc").POST(BodyPublishers.ofString(HEALTH));

    assertThat(caller.send(untyped).statusCode()).isEqualTo(415);
  }

  @Test
  void refusesACompressedBodyByName() {
    HttpRequest.Builder request =
        caller
            .request("/rpc")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0}));

    HttpResponse<String> response = caller.send(request);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("-32700").contains("Content-Encoding");
  }

  @Test
  void takesABodyOfExactlyTheBound() {
    String padded = HEALTH + " ".repeat((int) MIB - HEALTH.length());

    assertThat(caller.post(padded).statusCode()).isEqualTo(200);
    HttpResponse<String> tooLong = caller.post(padded + " ");
    assertThat(tooLong.statusCode()).isEqualTo(413);
    assertThat(TestCaller.json(tooLong.body()).at("/error/data/limit").longValue()).isEqualTo(MIB);
  }

  @Test
  void answers413ToWhoSendsEightMebibytesAndReadsOnlyThen() {
    try (RawConnection connection = new RawConnection(node)) {
      long length = 8 * MIB;
      connection.send(HEAD + "Content-Length: " + length + "\r\n\r\n");
      assertThat(connection.sendUntilRefused((byte) ' ', length)).isEqualTo(length);
      assertThat(connection.readAll()).startsWith("HTTP/1.1 413 ").contains("-32005");
    }
  }

  @Test
  void hangsUpOnWhoSendsSixtyFourMebibytes() {
    try (RawConnection connection = new RawConnection(node)) {
      connection.send(HEAD + "Content-Length: " + 64 * MIB + "\r\n\r\n");
      long sent = connection.sendUntilRefused((byte) '[', 64 * MIB);
      assertThat(sent).isBetween(8 * MIB, 32 * MIB);
    }
    stillAnswers();
  }

  @Test
  void boundsAChunkedBody() {
    try (RawConnection connection = new RawConnection(node)) {
      connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
      for (int i = 0; i < 17; i++) {
        connection.send(chunk);
      }
      connection.send("0\r\n\r\n");
      assertThat(connection.readAll()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void answers413BeforeTheBodyToWhoWaitsForLeave() {
    try (RawConnection connection = new RawConnection(node)) {
      connection.send(HEAD + "Expect: 100-continue\r\nContent-Length: " + 2 * MIB + "\r\n\r\n");
      assertThat(connection.readAll()).startsWith("HTTP/1.1 413 ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:9652, 200",
    "127.0.0.1:1, 200",
    "[::1]:80, 200",
    "evil.example, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example:9652, 403",
    "10.0.0.1, 403",
    "169.254.169.254, 403"
  })
  void servesOnlyItsOwnHosts(String host, int status) {
    try (RawConnection connection = new RawConnection(node)) {
      connection.send("GET /liveness HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      assertThat(connection.readAll()).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @Test
  void looksAtTheHostOfAnAbsoluteTargetToo() {
    try (RawConnection connection = new RawConnection(node)) {
      connection.send("GET http://evil.example/liveness HTTP/1.0\r\nHost: evil.example\r\n\r\n");
      assertThat(connection.readAll()).startsWith("HTTP/1.1 403 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n\r\nGARBAGE\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "POST /rpc HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /rpc HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST /rpc HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /%2e%2e/rpc HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
        "GET /liveness HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
      })
  void refusesBrokenRequests(String request) {
    try (RawConnection connection = new RawConnection(node)) {
      connection.send(request);
      assertThat(connection.readAll()).startsWith("HTTP/1.1 400 ").doesNotContain("jetty");
    }
    stillAnswers();
  }

  @Test
  void refusesHeadersThatAreTooLong() {
    long before = node.services().metrics().limits().of(Limit.HEAD_BYTES);
    try (RawConnection connection = new RawConnection(node)) {
      connection.send(
          "GET /liveness HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(64 << 10) + "\r\n\r\n");
      assertThat(connection.readAll()).startsWith("HTTP/1.1 431 ");
    }
    assertThat(node.services().metrics().limits().of(Limit.HEAD_BYTES)).isEqualTo(before + 1);
  }

  @Test
  void doesNotTakeAnotherVersionOfHttpForAFaultOfItsOwn() {
    try (RawConnection connection = new RawConnection(node)) {
      connection.send("GET /liveness HTTP/4.2\r\nHost: localhost\r\n\r\n");
      assertThat(connection.readAll()).startsWith("HTTP/1.1 505 ").doesNotContain("internal error");
    }
    assertThat(node.services().metrics().scrape()).contains("sessionvm_http_failures_total 0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1;%s", "2\r\n[]\r\n0\r\nX: %s\r\n\r\n"})
  void refusesHeadsOfChunksThatAreTooLong(String chunk) {
    long before = node.services().metrics().limits().of(Limit.CHUNK_HEADS);
    try (RawConnection connection = new RawConnection(node)) {
      connection.send(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
      connection.send(chunk.formatted("a".repeat(64 << 10)));
      assertThat(connection.readAll()).startsWith("HTTP/1.1 400 ");
    }
    assertThat(node.services().metrics().limits().of(Limit.CHUNK_HEADS)).isEqualTo(before + 1);
    stillAnswers();
  }

  @Test
  void answersSeveralRequestsOnOneConnection() {
    try (RawConnection connection = new RawConnection(node)) {
      connection.send("GET /liveness HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3));
      connection.send("GET /liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(connection.readAll().split("HTTP/1.1 200 ", -1)).hasSize(5);
    }
  }

  @Test
  void manyLongBodiesAreRefusedWhileShortOnesAreAnswered() {
    List<RawConnection> slow = new ArrayList<>();
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      String answer = "";
      // The node may still be reading heads, or have cut slow ones off already.
      while (!answer.startsWith("HTTP/1.1 503 ") && System.nanoTime() < deadline) {
        for (int i = 0; i < 64; i++) {
          slow.add(new RawConnection(node).send(HEAD + "Content-Length: " + MIB + "\r\n\r\n{"));
        }
        answer = answerToAChunkedBody();
      }
      assertThat(answer).startsWith("HTTP/1.1 503 ").contains("requestBytesMax");
      stillAnswers();
    } finally {
      slow.forEach(RawConnection::close);
    }
  }

  private static String answerToAChunkedBody() {
    try (RawConnection next = new RawConnection(node)) {
      next.send(HEAD + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n");
      return next.readAll();
    }
  }
}
