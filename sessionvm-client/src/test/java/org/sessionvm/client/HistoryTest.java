package org.sessionvm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.client.HistoryRange.Order;
import org.sessionvm.crypto.identity.Identity;

/** What is older, how far others have come, and how it goes. */
class HistoryTest {
  private static final Identity ALICE = Identity.generate();
  private static final Identity BOB = Identity.generate();
  private static final String QUERY = "sessionvm.QueryMessages";
  private static final String RECEIPTS = "sessionvm.GetReceipts";

  private FakeNode node;
  private SessionClient client;
  private SecureSession alice;
  private SecureSession bob;

  /** Five messages, one each second. */
  @BeforeEach
  void start() throws IOException {
    node = new FakeNode();
    client =
        new SessionClient(
            node.address(), ClientSettings.DEFAULT, Clock.systemUTC(), new FakeRetryClock());
    SessionProvider provider = new SessionProvider(client);
    alice = provider.createSecureSession(ALICE, List.of(BOB.keys().toBytes()));
    bob = provider.openSecureSession(BOB, alice.id());
    for (String text : List.of("zero", "one", "two", "three", "four")) {
      alice.send(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
  }

  @AfterAll
  static void wipe() {
    ALICE.close();
    BOB.close();
  }

  private static HistoryRange range(double since, double until, Order order) {
    return new HistoryRange(Optional.of(at(since)), Optional.of(at(until)), order);
  }

  private static Instant at(double seconds) {
    return FakeChain.EPOCH.plusNanos((long) (seconds * 1_000_000_000));
  }

  private List<String> read(HistoryRange range) {
    List<String> seen = new ArrayList<>();
    for (ReceivedMessage message : bob.history(range)) {
      seen.add(
          switch (message) {
            case ReceivedMessage.Opened opened -> opened.plaintext().text().orElseThrow();
            case ReceivedMessage.SentByReader _ -> "own";
            case ReceivedMessage.Rejected rejected -> rejected.reason().name();
            case ReceivedMessage.Missing gap -> gap.sequence() + "-" + gap.nextSequence();
          });
    }
    return seen;
  }

  @Test
  void readsByTimeFromEitherEndOverPages() {
    assertThat(read(HistoryRange.ALL)).containsExactly("zero", "one", "two", "three", "four");
    assertThat(read(range(1, 3, Order.OLDEST_FIRST))).containsExactly("one", "two", "three");
    assertThat(read(range(1, 3, Order.NEWEST_FIRST))).containsExactly("three", "two", "one");
    assertThat(read(range(1.0001, 3, Order.OLDEST_FIRST))).containsExactly("two", "three");
    assertThat(read(range(1, 2.9999, Order.OLDEST_FIRST))).containsExactly("one", "two");
    assertThat(client.queryMessages(BOB, bob.id(), range(4, 9, Order.OLDEST_FIRST))).hasSize(1);
    assertThat(client.queryMessages(BOB, bob.id(), range(5, 9, Order.OLDEST_FIRST))).isEmpty();
  }

  @Test
  void reportsWhatIsMissingBetweenMessages() {
    client.deleteMessage(ALICE, alice.id(), 1);
    client.deleteMessage(ALICE, alice.id(), 2);

    assertThat(read(HistoryRange.ALL)).containsExactly("zero", "1-3", "three", "four");
    assertThat(read(range(0, 9, Order.NEWEST_FIRST)))
        .containsExactly("four", "three", "1-3", "zero");
  }

  @Test
  void reportsAForgeryAndARepetitionInTheirPlaces() {
    node.lie(QUERY, page -> first(page).put("ciphertext", "00"));
    assertThat(read(range(1, 2, Order.OLDEST_FIRST))).containsExactly("WRONG_ID", "two");
    node.lie(
        QUERY,
        page -> {
          ObjectNode again = first(page).deepCopy();
          again.put("sequence", 2).put("timestamp", at(2).toString());
          ((ArrayNode) page.path("messages")).set(1, again);
        });
    assertThat(read(range(1, 2, Order.OLDEST_FIRST))).containsExactly("one", "REPEATED");
  }

  @Test
  void refusesAHistoryThatIsNotTheOneAskedFor() {
    HistoryRange range = range(1, 3, Order.OLDEST_FIRST);

    assertViolation(range, page -> first(page).put("timestamp", at(3.5).toString()), "the time");
    assertViolation(range, page -> first(page).put("timestamp", at(0.5).toString()), "the time");
    assertViolation(range, page -> first(page).remove("timestamp"), "the time");
    assertViolation(range, page -> first(page).put("sequence", 2), "the order");
    assertViolation(range, page -> first(page).put("timestamp", at(3).toString()), "the order");
    assertViolation(
        range(1, 3, Order.NEWEST_FIRST), page -> first(page).put("sequence", 1), "the order");
    assertViolation(range, page -> page.put("nextCursor", "0"), "the order");
    assertViolation(range, page -> page.put("nextCursor", "7".repeat(1_025)), "nextCursor");
    assertViolation(range(9, 9, Order.OLDEST_FIRST), page -> page.put("nextCursor", "0"), "no end");
  }

  private void assertViolation(HistoryRange range, Consumer<ObjectNode> lie, String message) {
    node.lie(QUERY, lie);
    assertViolation(() -> client.queryMessages(BOB, bob.id(), range).forEach(_ -> {}), message);
  }

  private static void assertViolation(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(ClientException.ProtocolViolation.class)
        .hasMessageContaining(message);
  }

  private static ObjectNode first(ObjectNode page) {
    return (ObjectNode) page.path("messages").path(0);
  }

  @Test
  void refusesARangeThatNoTimeIsIn() {
    assertThatThrownBy(() -> range(2, 1, Order.OLDEST_FIRST))
        .isInstanceOf(IllegalArgumentException.class);
    for (Instant time : List.of(Instant.EPOCH.minusMillis(1), Instant.MIN, Instant.MAX)) {
      assertThatThrownBy(
              () -> new HistoryRange(Optional.empty(), Optional.of(time), Order.OLDEST_FIRST))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void tellsHowFarOthersHaveCome() {
    bob.acknowledge(3, 2, false);

    assertThat(alice.receipts())
        .containsExactly(
            new MessageProgress(ALICE.participant(), 0, OptionalLong.of(0)),
            new MessageProgress(BOB.participant(), 3, OptionalLong.of(2)));
    bob.acknowledge(4, 4, true);
    assertThat(alice.receipts().getLast().read()).isEmpty();
    node.lie(RECEIPTS, r -> r.withArray("receipts").remove(0));
    assertViolation(alice::receipts, "participants");
    node.lie(RECEIPTS, r -> ((ObjectNode) r.at("/receipts/0")).put("read", 5));
    assertViolation(alice::receipts, "more was read");
  }

  @Test
  void renewsPurgesAndDeletes() {
    Instant end = FakeChain.EPOCH.plusSeconds(1_000);

    assertThat(client.renewSession(BOB, bob.id(), end)).isEqualTo(end);
    node.lie("sessionvm.RenewSession", r -> r.put("expires", 5));
    assertViolation(() -> client.renewSession(BOB, bob.id(), end), "expires");
    client.purgeSession(BOB, bob.id());
    for (String method : List.of("PurgeSession", "DeleteMessage")) {
      node.lie("sessionvm." + method, r -> r.put("success", false));
    }
    assertViolation(() -> client.purgeSession(BOB, bob.id()), "success");
    assertViolation(() -> client.deleteMessage(ALICE, alice.id(), 0), "success");
  }
}
