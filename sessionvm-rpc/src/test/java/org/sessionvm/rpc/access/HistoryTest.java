package org.sessionvm.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** Keys, longer lives, reading by time, and what people have deleted. */
@SuppressWarnings("NullAway.Init") // Everything is there before a test.
final class HistoryTest {
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
    anyone.result("sessionvm.AcceptSession", bob.accept(session));
  }

  @AfterEach
  void stopNode() {
    anyone.close();
    node.close();
  }

  private ObjectNode here() {
    return TestCaller.object().put("sessionId", session);
  }

  private JsonNode read(Person who, String method, ObjectNode params) {
    // Each moment authenticates once.
    node.time().advance(1);
    try (TestCaller caller = who.login()) {
      return caller.result(method, params);
    }
  }

  private void send(int... numbers) {
    for (int number : numbers) {
      anyone.result("sessionvm.SendMessage", alice.send(session, "%02x".formatted(number)));
    }
  }

  private void refused(String method, ObjectNode params, int code, String field) {
    JsonNode error = anyone.error("sessionvm." + method, params);
    assertThat(error.get("code").intValue()).as(error.toString()).isEqualTo(code);
    assertThat(error.at("/data/field").asText()).isEqualTo(field);
  }

  @Test
  void aKeyIsNumberedReadAndUsed() {
    assertThat(read(bob, "GetCurrentKey", here()).get("generation").longValue()).isZero();
    refused("SendMessage", alice.send(session, 1, "aa"), -32602, "keyGeneration");

    ObjectNode first = alice.rotate(session, alice, bob);
    assertThat(anyone.result("RotateSessionKey", first).get("generation").longValue()).isEqualTo(1);
    assertThat(anyone.result("RotateSessionKey", first).get("generation").longValue()).isEqualTo(1);
    anyone.result("sessionvm.RotateSessionKey", bob.rotate(session, alice, bob));

    JsonNode current = read(bob, "GetCurrentKeys", here());
    assertThat(current.get("generation").longValue()).isEqualTo(2);
    assertThat(current.at("/key/author").textValue()).isEqualTo(bob.id().toCb58());
    JsonNode one = read(bob, "GetKeyByGeneration", here().put("generation", "1")).get("key");
    assertThat(one.get("author").textValue()).isEqualTo(alice.id().toCb58());
    assertThat(one.at("/entries/1/publicKey").textValue())
        .isEqualTo(bob.identity().keys().kem().bytes().toHex());
    anyone.result("SendMessage", alice.send(session, 1, "aa"));
    refused("SendMessage", alice.send(session, 3, "aa"), -32602, "keyGeneration");
    JsonNode message = read(bob, "sessionvm.GetMessages", here()).at("/messages/0");
    assertThat(message.get("keyGeneration").longValue()).isEqualTo(1);
    assertThat(message.get("publicKey").textValue())
        .isEqualTo(alice.identity().keys().kem().bytes().toHex());
  }

  @Test
  void refusesHalfPairsAndKeysOfOthers() {
    Person eve = Person.of(node);
    refused("RotateSessionKey", alice.rotate(session, alice), -32602, "entries");
    refused("RotateSessionKey", alice.rotate(session, bob, alice), -32602, "entries[0]");
    refused("RotateSessionKey", alice.rotate(session, alice, eve), -32602, "entries[1]");
    ObjectNode swapped = alice.rotate(session, alice, bob);
    ((ObjectNode) swapped.at("/entries/1"))
        .put("publicKey", eve.identity().keys().kem().bytes().toHex());
    refused("RotateSessionKey", swapped, -32602, "entries[1]");
    ObjectNode half = alice.rotate(session, alice, bob);
    ((ObjectNode) half.at("/entries/1")).remove("wrappedKey");
    refused("RotateSessionKey", half, -32602, "entries[1].wrappedKey");
    ObjectNode large = alice.rotate(session, alice, bob);
    ((ObjectNode) large.at("/entries/1")).put("wrappedKey", "00".repeat(4_097));
    refused("RotateSessionKey", large, -32003, "");
    anyone.result("sessionvm.RegisterIdentity", eve.register());
    refused("RotateSessionKey", eve.rotate(session, alice, bob), -32003, "");
  }

  @Test
  void aSessionLastsLongerAndNeverShorter() {
    long now = node.time().currentMillis();
    long later = now + 5 * 86_400_000L;
    ObjectNode renewal = bob.renew(session, later);
    assertThat(anyone.result("sessionvm.RenewSession", renewal).get("expires").longValue())
        .isEqualTo(later);
    assertThat(anyone.result("sessionvm.RenewSession", renewal).get("expires").longValue())
        .isEqualTo(later);
    refused("RenewSession", bob.renew(session, later - 1), -32602, "expires");
    refused(
        "RenewSession", alice.renew(session, now + 31 * 86_400_000L), -32005, "sessionRenewalMax");

    node.time().advance(4 * 86_400_000L);
    assertThat(anyone.result("sessionvm.GetSession", here()).at("/session/status").textValue())
        .isEqualTo("active");
    node.time().advance(86_400_000L);
    assertThat(anyone.result("sessionvm.GetSession", here()).at("/session/status").textValue())
        .isEqualTo("expired");
    refused("RenewSession", bob.renew(session, later + 86_400_000L), -32002, "");
  }

  private List<String> query(ObjectNode params) {
    List<String> found = new ArrayList<>();
    JsonNode page;
    do {
      page = read(bob, "QueryMessage", params);
      page.get("messages").forEach(message -> found.add(message.get("ciphertext").textValue()));
      params.set("cursor", page.get("nextCursor"));
      if (found.size() < 5) {
        send(0xee);
      }
    } while (!page.get("nextCursor").isNull() && found.size() < 20);
    return found;
  }

  @Test
  void messagesAreFoundByTimeWhileOthersArrive() {
    long start = node.time().currentMillis();
    send(1, 2);
    node.time().advance(1_000);
    send(3, 4, 5);
    node.time().advance(1_000);
    send(6);

    assertThat(query(here().put("limit", 2).put("until", start + 1_000)))
        .containsExactly("01", "02", "03", "04", "05");
    assertThat(
            query(
                here()
                    .put("limit", 2)
                    .put("from", start + 1_000)
                    .put("until", start + 2_000)
                    .put("order", "DESC")))
        .containsExactly("06", "05", "04", "03");
    assertThat(query(here().put("from", start + 500).put("until", start + 900))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 0, limit",
    "limit, -1, limit",
    "limit, 1001, limit",
    "limit, 99999999999999999999, limit",
    "from, -5, from",
    "from, 18446744073709551615, from",
    "until, 18446744073709551615, until",
    "order, upwards, order",
    "cursor, 00, cursor",
    "from, 9223372036854775807, from"
  })
  void aQueryThatCannotBeIsRefusedByItsField(String name, String value, String field) {
    ObjectNode params = here().put("until", 5);
    params.put(name, value);
    node.time().advance(1);
    try (TestCaller caller = bob.login()) {
      JsonNode error = caller.error("sessionvm.QueryMessages", params);
      assertThat(error.get("code").intValue()).as(error.toString()).isEqualTo(-32602);
      assertThat(error.at("/data/field").textValue()).isEqualTo(field);
    }
  }

  @Test
  void oneDeletesOnesOwnMessagesForEveryone() {
    send(1, 2, 3);
    refused("DeleteMessage", bob.delete(session, 1), -32003, "");
    refused("DeleteMessage", alice.delete(session, 3), -32001, "");

    anyone.result("sessionvm.DeleteMessage", alice.delete(session, 1));
    anyone.result("sessionvm.DeleteMessage", alice.delete(session, 1));

    JsonNode page = read(bob, "sessionvm.GetMessages", here());
    assertThat(page.get("messages").findValuesAsText("ciphertext")).containsExactly("01", "03");
    assertThat(page.get("nextSequence").longValue()).isEqualTo(3);
  }

  @Test
  void aPurgeTakesEverythingOnceTheSessionHasEnded() {
    send(1, 2, 3);
    refused("PurgeSession", bob.purge(session), -32602, "sessionId");
    anyone.result("sessionvm.CloseSession", alice.close(session));

    anyone.result("sessionvm.PurgeSession", bob.purge(session));
    anyone.result("sessionvm.PurgeSession", alice.purge(session));

    JsonNode page = read(bob, "sessionvm.GetMessages", here());
    assertThat(page.get("messages")).isEmpty();
    assertThat(page.get("nextSequence").longValue()).isEqualTo(3);
  }

  @Test
  void keysAndHistoryAreForParticipantsAlone() {
    Person eve = Person.of(node);
    anyone.result("sessionvm.RegisterIdentity", eve.register());
    anyone.result("sessionvm.RotateSessionKey", alice.rotate(session, alice, bob));
    List<String> methods =
        List.of("GetCurrentKeys", "sessionvm.QueryMessages", "sessionvm.GetReceipts");
    try (TestCaller caller = eve.login()) {
      for (TestCaller each : List.of(caller, anyone)) {
        for (String method : methods) {
          assertThat(each.error(method, here()).get("code").intValue()).isEqualTo(-32003);
        }
        assertThat(
                each.error("GetKeyByGeneration", here().put("generation", 1))
                    .get("code")
                    .intValue())
            .isEqualTo(-32003);
      }
    }
  }
}
