package org.sessionvm.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.node.RawConnection;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/**
 * Answers that need no body, to requests that have one. A client that keeps connections must learn
 * which of them end, or it sends its next request into one that is gone.
 */
final class UnreadBodyTest {
  private static final String BODY = "hello";
  private static final String LIVENESS =
      "GET /liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private static TestNode node;

  @BeforeAll
  static void startNode() {
    node = TestNode.start();
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  private static String head(String verb, String path, String host, String type, String length) {
    return "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\n%s\r\n\r\n"
        .formatted(verb, path, host, type, length);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,  /rpc,    localhost,    application/json, 'Content-Length: 5',          405",
    "PUT,  /rpc,    localhost,    application/json, 'Transfer-Encoding: chunked', 405",
    "POST, /x,      localhost,    application/json, 'Content-Length: 5',          404",
    "POST, /rpc,    localhost,    text/plain,       'Content-Length: 5',          415",
    "POST, /rpc,    evil.example, application/json, 'Content-Length: 5',          403",
    "POST, /health, localhost,    application/json, 'Content-Length: 5',          200",
    "GET,  /health, localhost,    application/json, 'Content-Length: 5',          200"
  })
  void saysThatTheConnectionEndsWhereTheBodyIsStillToCome(
      String verb, String path, String host, String type, String length, int status) {
    try (RawConnection connection = new RawConnection(node)) {
      connection.send(head(verb, path, host, type, length));
      assertThat(connection.readHead())
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("Connection: close");
      connection.send(length.endsWith("chunked") ? "5\r\nhello\r\n0\r\n\r\n" : BODY);
      assertThat(connection.readAll()).doesNotContain("HTTP/1.1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,  /rpc,    localhost,    application/json, 405",
    "POST, /x,      localhost,    application/json, 404",
    "POST, /rpc,    localhost,    text/plain,       415",
    "POST, /rpc,    evil.example, application/json, 403",
    "POST, /health, localhost,    application/json, 200"
  })
  void keepsTheConnectionWhereTheBodyHasCome(
      String verb, String path, String host, String type, int status) {
    try (RawConnection connection = new RawConnection(node)) {
      connection.send(head(verb, path, host, type, "Content-Length: 5") + BODY);
      assertThat(connection.readHead())
          .startsWith("HTTP/1.1 " + status + " ")
          .doesNotContain("Connection: close");
      connection.send(LIVENESS);
      assertThat(connection.readAll()).contains("HTTP/1.1 200 ");
    }
  }

  @Test
  void hangsUpOnWhoSendsTheRestByteByByte() {
    long deadline = System.nanoTime() + 4 * TransferMemory.GRACE_NANOS;
    try (RawConnection connection = new RawConnection(node);
        TestCaller other = node.caller()) {
      connection.send(head("POST", "/x", "localhost", "text/plain", "Content-Length: 1000000"));
      assertThat(connection.readHead()).startsWith("HTTP/1.1 404 ");
      boolean open = true;
      while (open && System.nanoTime() < deadline) {
        open = connection.sendUntilRefused((byte) ' ', 1) == 1;
        assertThat(other.get("/liveness").statusCode()).isEqualTo(200);
      }
      assertThat(open).isFalse();
      assertThat(node.services().metrics().limits().of(Limit.TRANSFER_RATE)).isEqualTo(1);
    }
  }
}
