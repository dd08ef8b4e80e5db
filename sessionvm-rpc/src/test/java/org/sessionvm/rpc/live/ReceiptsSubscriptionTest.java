package org.sessionvm.rpc.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;
import org.sessionvm.rpc.node.TestSocket;

/** What those are told who follow the receipts of a session. */
@SuppressWarnings("NullAway.Init") // The session is there before any test.
final class ReceiptsSubscriptionTest {
  @AutoClose private final TestNode node = TestNode.start();
  @AutoClose private final TestCaller wallet = node.caller();
  @AutoClose private final TestSocket socket = TestSocket.to(node);
  private final Person alice = Person.of(node);
  private final Person bob = Person.of(node);
  private String session;

  @BeforeEach
  void begin() {
    session =
        wallet.result("sessionvm.CreateSession", alice.create(bob)).get("sessionId").textValue();
    send("00");
    send("01");
  }

  private void send(String ciphertext) {
    wallet.result("sessionvm.SendMessage", alice.send(session, ciphertext));
  }

  private static ObjectNode ofReceipts(String id) {
    return TestCaller.object().put("topic", "receipts").put("sessionId", id);
  }

  private void acknowledge(long delivered, long read, boolean keepsPrivate) {
    wallet.result(
        "sessionvm.AcknowledgeMessages", bob.acknowledge(session, delivered, read, keepsPrivate));
  }

  private void assertProgress(long delivered, String read) {
    JsonNode event = socket.event();
    assertThat(event.get("event").textValue()).as("%s", event).isEqualTo("receipts");
    assertThat(event.get("sessionId").textValue()).isEqualTo(session);
    assertThat(event.get("receipts")).hasSize(1);
    JsonNode receipt = event.at("/receipts/0");
    assertThat(receipt.get("participant").textValue()).isEqualTo(bob.id().toCb58());
    assertThat(receipt.get("delivered").longValue()).isEqualTo(delivered);
    assertThat(receipt.path("read").asText("private")).isEqualTo(read);
  }

  @Test
  void tellsWhoHasComeHowFarAndNothingTwice() {
    acknowledge(1, 0, false);
    socket.login(alice);
    socket.result("sessionvm.Subscribe", ofReceipts(session));
    assertProgress(1, "0");

    acknowledge(2, 1, false);
    assertProgress(2, "1");
    // Neither less than before nor a message is any news of receipts.
    acknowledge(1, 1, false);
    send("02");
    assertThat(socket.isQuiet()).isTrue();
  }

  @Test
  void tellsNobodyElseWhatWasReadInPrivate() {
    acknowledge(1, 1, true);
    socket.login(alice);
    socket.result("sessionvm.Subscribe", ofReceipts(session));
    assertProgress(1, "private");
    acknowledge(2, 1, true);
    assertProgress(2, "private");
    acknowledge(2, 2, true);
    assertThat(socket.isQuiet()).isTrue();
  }

  @Test
  void tellsOnlyReceiptsThatSaySomethingOfMessagesFromASequenceOn() {
    send("02");
    acknowledge(2, 1, false);
    socket.login(alice);
    JsonNode answer =
        socket.result("sessionvm.Subscribe", ofReceipts(session).put("fromSequence", 2));
    assertThat(answer.get("fromSequence").longValue()).isEqualTo(2);
    acknowledge(2, 2, false);
    acknowledge(3, 2, false);
    assertProgress(3, "2");
    send("03");
    acknowledge(3, 3, false);
    assertProgress(3, "3");

    JsonNode all = socket.result("sessionvm.Subscribe", ofReceipts(session));
    assertThat(all.has("fromSequence")).isFalse();
    assertProgress(3, "3");
    assertThat(socket.isQuiet()).isTrue();
  }

  /** How far somebody has read is no news as long as that is below what is asked for. */
  @Test
  void tellsNothingOfWhatIsReadBelowTheSequence() {
    acknowledge(2, 0, false);
    socket.login(alice);
    socket.result("sessionvm.Subscribe", ofReceipts(session).put("fromSequence", 1));
    assertProgress(2, "0");
    acknowledge(2, 1, false);
    acknowledge(2, 2, false);
    assertProgress(2, "2");
    assertThat(socket.isQuiet()).isTrue();
  }

  @Test
  void tellsNothingOfWhatWasReadInPrivateBelowTheSequence() {
    acknowledge(1, 1, true);
    socket.login(alice);
    socket.result("sessionvm.Subscribe", ofReceipts(session).put("fromSequence", 1));
    acknowledge(2, 1, true);
    assertProgress(2, "private");
    assertThat(socket.isQuiet()).isTrue();
  }

  @Test
  void tellsReceiptsToThoseAloneWhoAskedForThem() {
    socket.login(alice);
    socket.result(
        "sessionvm.Subscribe",
        TestCaller.object().put("topic", "session").put("sessionId", session));
    socket.result(
        "sessionvm.Subscribe",
        TestCaller.object().put("topic", "participant").put("participant", alice.id().toCb58()));
    acknowledge(2, 2, false);
    assertThat(socket.isQuiet()).isTrue();
    Person carol = Person.of(node);
    wallet.result("sessionvm.RegisterIdentity", carol.register());
    socket.login(carol);
    assertThat(socket.error("sessionvm.Subscribe", ofReceipts(session)).get("code").intValue())
        .isEqualTo(-32003);
  }
}
