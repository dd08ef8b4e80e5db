package org.sessionvm.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.rpc.CallContext;
import org.sessionvm.rpc.ReplyBody;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.limits.RateLimit;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.RawConnection;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** What operators see: health, metrics, limits, browsers, stopping. */
final class OperatorTest {
  private static final String POST_HEAD =
      "POST /rpc HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ";

  private static final String HEALTH =
      "{\"jsonrpc\":\"2.0\",\"method\":\"sessionvm.Health\",\"id\":1}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/liveness",
        "/readiness",
        "/ext/health",
        "/ext/health/health",
        "/ext/health/liveness",
        "/ext/health/readiness"
      })
  void everyPageOfHealthIsJsonAndHasAHead(String path) {
    try (TestNode node = TestNode.start();
        TestCaller caller = node.caller()) {
      HttpResponse<String> get = caller.get(path);
      HttpResponse<String> head =
          caller.send(caller.request(path).method("HEAD", BodyPublishers.noBody()));

      assertThat(get.statusCode()).isEqualTo(200);
      assertThat(TestCaller.json(get.body()).isObject()).isTrue();
      assertThat(get.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(caller.send(caller.request(path).DELETE()).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void announcingAShutdownTurnsBalancersAwayWhileEverythingIsAnswered() {
    try (TestNode node = TestNode.start();
        TestCaller caller = node.caller()) {
      assertThat(caller.get("/readiness").body()).isEqualTo("{\"status\":\"UP\"}");

      node.server().announceShutdown();

      assertThat(caller.get("/readiness").statusCode()).isEqualTo(503);
      assertThat(caller.get("/readiness").body()).isEqualTo("{\"status\":\"DOWN\"}");
      assertThat(caller.get("/ext/health/readiness").statusCode()).isEqualTo(503);
      assertThat(caller.get("/health").statusCode()).isEqualTo(503);
      assertThat(caller.get("/liveness").statusCode()).isEqualTo(200);
      assertThat(caller.post(HEALTH).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void drainingLetsAWriteThatHasBegunFinish() throws Exception {
    try (TestNode node = TestNode.options().withoutBlocks().start();
        TestCaller caller = node.caller()) {
      Person alice = Person.of(node);
      CompletableFuture<JsonNode> write =
          CompletableFuture.supplyAsync(
              () -> caller.call("sessionvm.CreateSession", alice.create()));
      assertThat(node.vm().mempool().awaitTransaction(30_000)).isTrue();

      Thread drain = Thread.ofVirtual().start(() -> node.server().drain());
      while (isReady(node)) {
        Thread.onSpinWait();
      }
      assertThat(write).isNotDone();
      node.sequence();

      assertThat(write.get(30, TimeUnit.SECONDS).has("result")).isTrue();
      assertThat(drain.join(Duration.ofSeconds(30))).isTrue();
    }
  }

  @Test
  void drainingSaysThatWhatIsNotBegunMayBeSentAgain() throws Exception {
    try (TestNode node = TestNode.options().withoutBlocks().start();
        TestCaller caller = node.caller();
        RawConnection late = new RawConnection(node)) {
      Person alice = Person.of(node);
      CompletableFuture<JsonNode> write =
          CompletableFuture.supplyAsync(
              () -> caller.call("sessionvm.CreateSession", alice.create()));
      assertThat(node.vm().mempool().awaitTransaction(30_000)).isTrue();
      // One half of a request keeps the connection open until the other half comes.
      late.send(POST_HEAD + HEALTH.length() + "\r\n");
      Thread drain = Thread.ofVirtual().start(() -> node.server().drain());
      while (isReady(node) || isListening(node)) {
        Thread.onSpinWait();
      }
      String answer = late.send("\r\n" + HEALTH).readAll();
      node.sequence();

      assertThat(answer).startsWith("HTTP/1.1 503 ").contains("Connection: close\r\n");
      assertThat(answer).contains("Retry-After: 1\r\n").contains("application/json");
      JsonNode body = TestCaller.json(answer.substring(answer.indexOf("\r\n\r\n") + 4));
      assertThat(body.at("/error/code").intValue()).isEqualTo(-32006);
      assertThat(body.at("/error/message").textValue()).contains("may be sent again");
      assertThat(body.at("/error/data/reason").textValue()).isEqualTo("shutting down");
      assertThat(write.get(30, TimeUnit.SECONDS).has("result")).isTrue();
      assertThat(drain.join(Duration.ofSeconds(30))).isTrue();
    }
  }

  /** The socket is closed before requests are refused. */
  private static boolean isListening(TestNode node) throws IOException {
    try (Socket socket =
        new Socket(node.server().address().getAddress(), node.server().address().getPort())) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  private static boolean isReady(TestNode node) {
    ReplyBody answer =
        node.server()
            .endpoint()
            .handle(HEALTH.getBytes(StandardCharsets.UTF_8), CallContext.ANONYMOUS)
            .body();
    String text = new String(answer.toByteArray(), StandardCharsets.UTF_8);
    return TestCaller.json(text).at("/result/ready").booleanValue();
  }

  @Test
  void countsCallsUnderALabelOfItsOwnOnly() throws Exception {
    try (TestNode node = TestNode.start();
        TestCaller caller = node.caller()) {
      Person alice = Person.of(node);
      CountDownLatch counted = new CountDownLatch(1);
      node.listen(_ -> counted.countDown());
      caller.result("sessionvm.createSession", alice.create());
      assertThat(counted.await(30, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 20; i++) {
        caller.call("sessionvm.Nope" + i, TestCaller.object());
      }
      caller.call("sessionvm.GetSession", TestCaller.object());

      HttpResponse<String> page =
          caller.send(HttpRequest.newBuilder(node.metricsUri("/metrics")).GET());

      assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
      assertThat(page.body())
          .contains(
              "sessionvm_rpc_requests_total{code=\"0\",method=\"sessionvm.CreateSession\"} 1.0")
          .contains("sessionvm_rpc_requests_total{code=\"-32601\",method=\"unknown\"} 20.0")
          .contains(
              "sessionvm_rpc_requests_total{code=\"-32602\",method=\"sessionvm.GetSession\"} 1.0")
          .contains("sessionvm_rpc_duration_seconds_bucket")
          .contains("sessionvm_blocks_accepted_total 1.0")
          .contains("sessionvm_commit_batch_size_bucket")
          .contains("sessionvm_mempool_transactions 0.0")
          .contains("sessionvm_signature_accepted_total 1.0")
          .contains("jvm_memory_used_bytes")
          .contains("process_cpu_usage")
          .doesNotContain("Nope");
      assertThat(page.body().lines().filter(line -> !line.startsWith("#")))
          .allMatch(line -> line.matches("(sessionvm|jvm|process)_.*"));
      assertThat(
              caller
                  .send(HttpRequest.newBuilder(node.metricsUri("/ext/metrics")).GET())
                  .statusCode())
          .isEqualTo(200);
      assertThat(caller.send(HttpRequest.newBuilder(node.metricsUri("/rpc")).GET()).statusCode())
          .isEqualTo(405);
    }
  }

  private static RpcSettings settings(RpcSettings.Access access, RpcSettings.Rates rates) {
    return new RpcSettings(
        RpcSettings.Listener.loopback(0),
        Optional.empty(),
        access,
        RpcSettings.Bounds.DEFAULT,
        rates);
  }

  @Test
  void namedOriginsAndNoOthersMayAskFromABrowser() {
    RpcSettings.Access access =
        new RpcSettings.Access(Set.of("node.example"), Set.of("https://wallet.example"));
    try (TestNode node =
            TestNode.options().settings(settings(access, RpcSettings.Rates.DEFAULT)).start();
        TestCaller caller = node.caller()) {
      HttpResponse<String> leave = preflight(caller, "https://wallet.example");
      assertThat(leave.statusCode()).isEqualTo(204);
      assertThat(leave.headers().firstValue("Access-Control-Allow-Origin"))
          .contains("https://wallet.example");
      assertThat(leave.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
          .contains("authorization");
      HttpResponse<String> refused = preflight(caller, "https://evil.example");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      try (RawConnection named = new RawConnection(node)) {
        named.send("GET /liveness HTTP/1.1\r\nHost: Node.Example\r\nConnection: close\r\n\r\n");
        assertThat(named.readAll()).startsWith("HTTP/1.1 200 ");
      }
    }
  }

  private static HttpResponse<String> preflight(TestCaller caller, String origin) {
    return caller.send(
        caller
            .request("/rpc")
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  @Test
  void anAddressThatAsksTooOftenIsToldWhenToComeBack() {
    RpcSettings.Rates rates =
        new RpcSettings.Rates(Optional.of(new RateLimit(1, 2)), Optional.empty());
    try (TestNode node =
            TestNode.options().settings(settings(RpcSettings.Access.LOCAL, rates)).start();
        TestCaller caller = node.caller()) {
      JsonNode batch =
          TestCaller.json(caller.post("[" + HEALTH + "," + HEALTH + "," + HEALTH + "]").body());
      assertThat(batch.get(1).has("result")).isTrue();
      assertThat(batch.get(2).at("/error/code").intValue()).isEqualTo(-32005);
      assertThat(batch.get(2).at("/error/data/retryAfterMs").longValue()).isBetween(1L, 1_000L);

      HttpResponse<String> refused = caller.post(HEALTH);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(TestCaller.json(refused.body()).at("/error/code").intValue()).isEqualTo(-32005);
      assertThat(caller.get("/readiness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSenderWhoWritesTooOftenIsLimitedButNotByForgers() {
    RpcSettings.Rates rates =
        new RpcSettings.Rates(Optional.empty(), Optional.of(new RateLimit(1, 2)));
    try (TestNode node =
            TestNode.options().settings(settings(RpcSettings.Access.LOCAL, rates)).start();
        TestCaller caller = node.caller()) {
      Person alice = Person.of(node);
      String session =
          caller.result("sessionvm.CreateSession", alice.create()).get("sessionId").textValue();
      for (int i = 0; i < 20; i++) {
        JsonNode forged =
            caller.error("sessionvm.SendMessage", alice.send(session, "00").put("signature", "00"));
        assertThat(forged.get("code").intValue()).isEqualTo(-32003);
      }
      caller.result("sessionvm.SendMessage", alice.send(session, "01"));

      JsonNode limited = caller.error("sessionvm.SendMessage", alice.send(session, "02"));

      assertThat(limited.get("code").intValue()).isEqualTo(-32005);
      assertThat(limited.at("/data/field").textValue()).isEqualTo("writesPerSender");
      assertThat(limited.at("/data/retryAfterMs").longValue()).isPositive();
    }
  }
}
