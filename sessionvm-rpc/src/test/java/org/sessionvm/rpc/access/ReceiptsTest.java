package org.sessionvm.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** What has reached somebody, what somebody has read, and who is shown it. */
@SuppressWarnings("NullAway.Init") // Everything is there before a test.
final class ReceiptsTest {
  private TestNode node;
  private TestCaller anyone;
  private Person alice;
  private Person bob;
  private String session;

  @BeforeEach
  void startNode() {
    node = TestNode.start();
    anyone = node.caller();
    alice = Person.of(node);
    bob = Person.of(node);
    session =
        anyone
            .result("sessionvm.CreateSession", alice.create(1, Map.of(), bob))
            .get("sessionId")
            .textValue();
    anyone.result("sessionvm.SendMessage", alice.send(session, "aa"));
    anyone.result("sessionvm.SendMessage", alice.send(session, "bb"));
  }

  @AfterEach
  void stopNode() {
    anyone.close();
    node.close();
  }

  private void acknowledge(Person who, long delivered, long read, boolean keepsPrivate) {
    ObjectNode said = who.acknowledge(session, delivered, read, keepsPrivate);
    assertThat(anyone.result("sessionvm.AcknowledgeMessages", said).get("success").booleanValue())
        .isTrue();
  }

  private JsonNode receipts(Person reader) {
    // Each moment authenticates once.
    node.time().advance(1);
    try (TestCaller caller = reader.login()) {
      return caller
          .result("sessionvm.GetReceipts", TestCaller.object().put("sessionId", session))
          .get("receipts");
    }
  }

  private static void shows(JsonNode receipt, long delivered, long read) {
    assertThat(receipt.get("delivered").longValue()).isEqualTo(delivered);
    assertThat(receipt.get("read").longValue()).isEqualTo(read);
  }

  @Test
  void theSenderSeesWhatTheOtherOneHasReceivedAndRead() {
    JsonNode none = receipts(alice);
    assertThat(none.findValuesAsText("participant"))
        .containsExactly(alice.id().toCb58(), bob.id().toCb58());
    shows(none.get(1), 0, 0);

    acknowledge(bob, 2, 1, false);

    shows(receipts(alice).get(1), 2, 1);
    shows(receipts(alice).get(0), 0, 0);
  }

  @Test
  void whatIsReadInPrivateIsShownToTheReaderAlone() {
    acknowledge(bob, 2, 1, true);

    JsonNode shown = receipts(alice).get(1);
    assertThat(shown.get("delivered").longValue()).isEqualTo(2);
    assertThat(shown.has("read")).isFalse();
    shows(receipts(bob).get(1), 2, 1);
  }

  /** Who has signed nothing must not find out by trying. */
  @Test
  void nobodyLearnsHowMuchWasSaidFromWhatIsRefused() {
    ObjectNode acknowledgement =
        TestCaller.object()
            .put("sessionId", session)
            .put("participant", bob.id().toCb58())
            .put("read", 0)
            .put("signature", "");
    assertThat(refusal("AcknowledgeMessages", acknowledgement.put("delivered", 2)))
        .isEqualTo(refusal("AcknowledgeMessages", acknowledgement.put("delivered", 3)));
    for (Person claimed : List.of(alice, bob)) {
      ObjectNode deletion =
          TestCaller.object()
              .put("sessionId", session)
              .put("sender", claimed.id().toCb58())
              .put("signature", "");
      assertThat(refusal("DeleteMessage", deletion.put("sequence", 1)))
          .isEqualTo(refusal("DeleteMessage", deletion.put("sequence", 2)));
    }
  }

  private JsonNode refusal(String method, ObjectNode params) {
    return anyone.error("sessionvm." + method, params);
  }

  @Test
  void marksNeverGoBackAndPrivacyChangesWithReadingAlone() {
    acknowledge(bob, 1, 1, true);
    acknowledge(bob, 1, 0, false);
    assertThat(receipts(alice).get(1).has("read")).isFalse();
    // That more has arrived says nothing of what was read.
    acknowledge(bob, 2, 1, false);
    assertThat(receipts(alice).get(1).has("read")).isFalse();

    acknowledge(bob, 0, 0, false);
    acknowledge(bob, 2, 2, false);

    shows(receipts(alice).get(1), 2, 2);
  }

  @Test
  void acknowledgingIsNoAcceptanceAndIsGoodAfterTheEnd() {
    acknowledge(bob, 1, 1, false);
    JsonNode shown =
        anyone.result("sessionvm.GetSession", TestCaller.object().put("sessionId", session));
    assertThat(shown.at("/session/status").textValue()).isEqualTo("pending");
    assertThat(shown.at("/session/accepted/1").booleanValue()).isFalse();

    anyone.result("sessionvm.CloseSession", alice.close(session));
    acknowledge(bob, 2, 2, false);

    shows(receipts(alice).get(1), 2, 2);
  }

  private void refused(ObjectNode said, int code, String field) {
    JsonNode error = anyone.error("sessionvm.AcknowledgeMessages", said);
    assertThat(error.get("code").intValue()).as(error.toString()).isEqualTo(code);
    assertThat(error.at("/data/field").asText()).isEqualTo(field);
  }

  @Test
  void refusesMarksThatCannotBe() {
    refused(bob.acknowledge(session, 3, 0, false), -32602, "delivered");
    refused(bob.acknowledge(session, 1, 2, false), -32602, "read");
    refused(
        bob.acknowledge(session, 1, 1, false).put("delivered", "18446744073709551615"),
        -32602,
        "delivered");
    refused(
        bob.acknowledge(session, 1, 1, false).put("keepsPrivate", "no"), -32602, "keepsPrivate");
    refused(Person.of(node).acknowledge(session, 1, 1, false), -32003, "");
    refused(bob.acknowledge(session, 1, 1, false).put("signature", ""), -32003, "");
    refused(bob.acknowledge(session, 1, 1, false).put("keepsPrivate", true), -32003, "");
  }
}
