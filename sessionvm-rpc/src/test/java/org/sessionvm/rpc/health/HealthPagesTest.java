package org.sessionvm.rpc.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** What the pages of health answer when a part is unwell. */
final class HealthPagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicReference<HealthState> disk =
      new AtomicReference<>(HealthState.healthy(Map.of("freeBytes", 7)));

  @Test
  void anErrorIsUnhealthyAndLeavesTheNodeReadyUnlessItNeedsThePart() {
    disk.set(HealthState.unhealthy("disk is full", Map.of("freeBytes", 0)));
    try (TestNode node = TestNode.options().check(new HealthCheck("disk", disk::get)).start();
        TestCaller caller = node.caller()) {
      HttpResponse<String> health = caller.get("/health");
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(TestCaller.json(health.body()).at("/status").textValue()).isEqualTo("unhealthy");
      assertThat(TestCaller.json(health.body()).at("/ready").booleanValue()).isTrue();
      assertThat(caller.get("/readiness").statusCode()).isEqualTo(200);
      assertThat(caller.get("/ext/health/readiness").statusCode()).isEqualTo(200);
      assertThat(caller.get("/liveness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anErrorOfWhatTheNodeNeedsTurnsItUnreadyAndNeverEndsItsLife() {
    disk.set(HealthState.unhealthy("disk is full"));
    try (TestNode node =
            TestNode.options().check(HealthCheck.forReadiness("disk", disk::get)).start();
        TestCaller caller = node.caller()) {
      assertThat(caller.get("/readiness").body()).isEqualTo("{\"status\":\"DOWN\"}");
      assertThat(caller.get("/ext/health/readiness").statusCode()).isEqualTo(503);
      assertThat(caller.get("/liveness").statusCode()).isEqualTo(200);
      assertThat(caller.get("/ext/health/liveness").statusCode()).isEqualTo(200);

      disk.set(HealthState.healthy(Map.of("freeBytes", 7)));

      await(caller, "/readiness", answer -> answer.statusCode() == 200);
      assertThat(check(caller).at("/message/freeBytes").intValue()).isEqualTo(7);
      assertThat(check(caller).has("contiguousFailures")).isFalse();
    }
  }

  @Test
  void countsErrorsInARowAndTellsWhenTheyBegan() {
    disk.set(HealthState.unhealthy("disk is full"));
    try (TestNode node = TestNode.options().check(new HealthCheck("disk", disk::get)).start();
        TestCaller caller = node.caller()) {
      await(caller, "/ext/health", answer -> failures(answer) >= 2);

      assertThat(check(caller).get("error").textValue()).isEqualTo("disk is full");
      assertThat(check(caller).get("state").textValue()).isEqualTo("error");
      assertThat(check(caller).get("timeOfFirstFailure").textValue())
          .isEqualTo("2026-11-23T02:51:34Z");
    }
  }

  @Test
  void aWarningIsSaidWithTwoHundred() {
    disk.set(HealthState.degraded("disk is filling", Map.of("freeBytes", 1)));
    try (TestNode node =
            TestNode.options().check(HealthCheck.forReadiness("disk", disk::get)).start();
        TestCaller caller = node.caller()) {
      HttpResponse<String> health = caller.get("/health");

      assertThat(health.statusCode()).isEqualTo(200);
      JsonNode page = TestCaller.json(health.body());
      assertThat(page.at("/status").textValue()).isEqualTo("ok");
      assertThat(page.at("/degraded").booleanValue()).isTrue();
      assertThat(page.at("/checks/disk/warning").textValue()).isEqualTo("disk is filling");
      assertThat(page.at("/checks/disk/state").textValue()).isEqualTo("warning");
      assertThat(caller.get("/readiness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTagLooksAtItsChecksOnlyAndAMisspeltOneIsRefused() {
    disk.set(HealthState.unhealthy("disk is full"));
    try (TestNode node = TestNode.options().check(new HealthCheck("disk", disk::get)).start();
        TestCaller caller = node.caller()) {
      assertThat(caller.get("/ext/health?tag=vm&tag=state").statusCode()).isEqualTo(200);
      assertThat(caller.get("/ext/health?tag=readiness").statusCode()).isEqualTo(200);
      assertThat(caller.get("/ext/health?tag=vm&tag=disk").statusCode()).isEqualTo(503);
      JsonNode page = TestCaller.json(caller.get("/ext/health?x=1&tag=disk").body());
      assertThat(page.get("checks").size()).isEqualTo(1);

      HttpResponse<String> refused = caller.get("/ext/health?tag=disc");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("disk").doesNotContain("disc");
      assertThat(caller.get("/ext/health?tag=" + "a".repeat(2_000)).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aCheckThatHangsIsNamedAndHoldsUpNobodyForLong() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    HealthCheck hanging =
        new HealthCheck(
            "disk",
            () -> {
              looks.incrementAndGet();
              awaitQuietly(release);
              return HealthState.healthy(Map.of());
            });
    try (TestNode node = TestNode.options().check(hanging).start();
        TestCaller caller = node.caller()) {
      await(
          caller,
          "/ext/health",
          answer -> error(answer).startsWith("the check has not come back for"));
      assertThat(caller.get("/readiness").statusCode()).isEqualTo(200);
      assertThat(looks).hasValue(1);

      release.countDown();

      await(caller, "/ext/health", answer -> answer.statusCode() == 200);
    }
  }

  @Test
  void aCheckThatFailsIsUnwellWithoutItsMessage() {
    HealthCheck failing =
        new HealthCheck(
            "disk",
            () -> {
              throw new IllegalStateException("/home/alice");
            });
    try (TestNode node = TestNode.options().check(failing).start();
        TestCaller caller = node.caller()) {
      HttpResponse<String> health = caller.get("/ext/health");

      assertThat(error(health)).isEqualTo("the check itself failed: IllegalStateException");
      assertThat(health.body()).doesNotContain("alice");
    }
  }

  @Test
  void manyWhoAskAtOnceShareARound() {
    AtomicInteger looks = new AtomicInteger();
    HealthCheck counting =
        new HealthCheck(
            "disk", () -> HealthState.healthy(Map.of("looks", looks.incrementAndGet())));
    try (TestNode node = TestNode.options().check(counting).start();
        TestCaller caller = node.caller()) {
      long start = System.nanoTime();
      for (int i = 0; i < 500; i++) {
        assertThat(caller.get("/health").statusCode()).isEqualTo(200);
      }
      long rounds = 2 + Duration.ofNanos(System.nanoTime() - start).toMillis() / 200;

      assertThat(looks.get()).isLessThanOrEqualTo((int) (2 * rounds));
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static JsonNode check(TestCaller caller) {
    return TestCaller.json(caller.get("/ext/health").body()).at("/checks/disk");
  }

  private static String error(HttpResponse<String> answer) {
    return TestCaller.json(answer.body()).at("/checks/disk/error").asText();
  }

  private static int failures(HttpResponse<String> answer) {
    return TestCaller.json(answer.body()).at("/checks/disk/contiguousFailures").intValue();
  }

  /** Asks again until the answer is as it must become. */
  private static void await(
      TestCaller caller, String path, Predicate<HttpResponse<String>> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> answer = caller.get(path);
    while (!condition.test(answer) && System.nanoTime() < deadline) {
      answer = caller.get(path);
    }
    assertThat(condition.test(answer)).as(answer.body()).isTrue();
  }
}
