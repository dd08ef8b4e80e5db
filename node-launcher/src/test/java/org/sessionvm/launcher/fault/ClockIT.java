package org.sessionvm.launcher.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.crash.Conversation;
import org.sessionvm.launcher.crash.RawNode;
import org.sessionvm.launcher.node.ChildNode;

/** A real process whose wall clock is moved while it runs and before it starts. */
class ClockIT {
  private static final long DAY = 86_400;

  @TempDir Path directory;

  private ShiftedClock clock;

  @BeforeEach
  void compileTheClock() throws IOException, InterruptedException {
    clock = ShiftedClock.compile(directory);
  }

  private ChildNode start(String... options) throws IOException {
    return ChildNode.start(directory.resolve("data"), List.of(options), clock::setIn);
  }

  private static String warning(Health.Answer answer) {
    return answer.body().at("/checks/clock/warning").asText();
  }

  private static double difference(Health.Answer answer) {
    return answer.body().at("/checks/clock/message/differenceSeconds").asDouble();
  }

  private static JsonNode info(RawNode client) throws IOException, InterruptedException {
    return client.call("Info", Map.of());
  }

  @Test
  void goesOnByItsOwnClockWhenTheMachinesIsSetForwardsAndBack() throws Exception {
    try (ChildNode node = start("--session-ttl", "3600", "--retention-days", "1");
        RawNode client = new RawNode(node.url());
        Health health = new Health(node.url());
        Conversation conversation = new Conversation(client)) {
      conversation.send(client);
      for (long shift : new long[] {40 * DAY, -40 * DAY}) {
        long before = info(client).get("serverTime").asLong();
        clock.moveTo(shift);
        Health.Answer warned = health.await(answer -> Math.abs(difference(answer) - shift) < 5);
        assertThat(warned.status()).isEqualTo(200);
        assertThat(warning(warned)).contains("clock was set while the node runs");

        // Nothing has ended, nothing is gone, and the node's own time went on by seconds.
        conversation.send(client);
        conversation.checkAnew();
        conversation.check(client);
        assertThat(info(client).get("serverTime").asLong() - before).isBetween(0L, 60_000L);
      }
      clock.moveTo(0);
      health.await(answer -> warning(answer).isEmpty());
      assertThat(node.stop()).isZero();
    }
  }

  @Test
  void refusesAClockFarAheadRatherThanDeleteEverything() throws Exception {
    try (ChildNode node = start("--retention-days", "1");
        RawNode client = new RawNode(node.url());
        Conversation conversation = new Conversation(client)) {
      conversation.send(client);
      assertThat(node.stop()).isZero();

      clock.moveTo(400 * DAY);
      assertThatThrownBy(this::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("--trust-clock")
          .hasMessageContaining("past the last block");

      clock.moveTo(0);
      try (ChildNode again = start();
          RawNode reader = new RawNode(again.url())) {
        conversation.checkAnew();
        conversation.check(reader);
        assertThat(again.stop()).isZero();
      }
      clock.moveTo(400 * DAY);
      try (ChildNode trusting = start("--trust-clock", "--maintenance-seconds", "1");
          RawNode reader = new RawNode(trusting.url());
          Health health = new Health(trusting.url())) {
        health.await(answer -> answer.body().at("/data/sessions").asLong(-1) == 0);
        assertThatThrownBy(() -> conversation.send(reader)).hasMessageContaining("unknown session");
        assertThat(trusting.stop()).isZero();
      }
    }
    assertIntegrity();
  }

  /** Nothing is due, so a start a long time after deletes nothing and needs nobody's word. */
  @Test
  void startsAnEmptyChainHoweverLongItWasOff() throws Exception {
    try (ChildNode node = start()) {
      assertThat(node.stop()).isZero();
    }
    clock.moveTo(400 * DAY);
    try (ChildNode node = start()) {
      assertThat(node.stop()).isZero();
    }
  }

  @Test
  void holdsBlockTimeStillWhereTheClockIsBehindTheLastBlock() throws Exception {
    try (ChildNode node = start();
        RawNode client = new RawNode(node.url());
        Conversation conversation = new Conversation(client)) {
      conversation.send(client);
      String last = info(client).get("timestamp").asText();
      assertThat(node.stop()).isZero();

      clock.moveTo(-2 * DAY);
      try (ChildNode behind = start();
          RawNode again = new RawNode(behind.url());
          Health health = new Health(behind.url())) {
        Health.Answer warned = health.await(answer -> !warning(answer).isEmpty());
        assertThat(warning(warned)).contains("behind the last block");
        assertThat(warned.status()).isEqualTo(200);
        conversation.send(again);
        assertThat(info(again).get("timestamp").asText()).isEqualTo(last);
        // An unsigned session gets the block's time, or nobody could begin one.
        try (Conversation another = new Conversation(again)) {
          another.send(again);
        }
        assertThat(behind.stop()).isZero();
      }
    }
    assertIntegrity();
  }

  private void assertIntegrity() {
    String data = directory.resolve("data").toString();
    assertThat(Main.create().execute("store", "check", "--data-dir", data)).isZero();
  }
}
