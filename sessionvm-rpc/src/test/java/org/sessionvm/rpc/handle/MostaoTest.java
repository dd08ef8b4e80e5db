package org.sessionvm.rpc.handle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** Conversations in the words of MostAO, as docs/rpc/mostao.md has them. */
class MostaoTest {
  private static final Path PAGE = Path.of("../docs/rpc/mostao.md");
  private static final int MALFORMED = -32602;
  private static final int UNAUTHORIZED = -32003;

  private TestNode node;
  private TestCaller anyone;
  private Person alice;
  private Person bob;

  @BeforeEach
  void startNode() {
    node = TestNode.start();
    anyone = node.caller();
    alice = known();
    bob = known();
  }

  @AfterEach
  void stopNode() {
    anyone.close();
    node.close();
  }

  private Person known() {
    Person person = Person.of(node);
    anyone.result("sessionvm.RegisterIdentity", person.register());
    return person;
  }

  /** Parameters with {@code Data} in place of some of them, as the text of an object. */
  private static ObjectNode data(ObjectNode params, Map<String, String> names) {
    ObjectNode data = TestCaller.object();
    names.forEach((ours, theirs) -> data.set(theirs, params.remove(ours)));
    return params.put("Data", data.toString());
  }

  private static ObjectNode bare(ObjectNode params, String name) {
    return params.put("Data", params.remove(name).asText());
  }

  private static ObjectNode target(ObjectNode params, String name) {
    return params.put("Target", params.remove(name).textValue());
  }

  private String register(Person person, String name) {
    return anyone
        .result("Register", bare(person.registerHandle(name, name), "name"))
        .get("incarnation")
        .textValue();
  }

  private JsonNode own(Person person, String action, ObjectNode params) {
    node.time().advance(1);
    try (TestCaller caller = person.login()) {
      return caller.call(action, params);
    }
  }

  private String establish(String aliceId, String bobId) {
    ObjectNode params = alice.establish("alice", aliceId, "bob", bobId);
    data(params, Map.of("handleA", "handleA", "handleB", "handleB"));
    return anyone.result("EstablishSession", params).get("sessionId").textValue();
  }

  @Test
  void aConversationInItsWords() {
    String aliceId = register(alice, "alice");
    String bobId = register(bob, "bob");
    JsonNode found =
        anyone.result("QueryHandle", TestCaller.object().put("Data", "{\"handle\":\"bob\"}"));
    assertThat(found.get("owner").textValue()).isEqualTo(bob.id().toCb58());
    assertThat(
            anyone
                .result("GetHandles", TestCaller.object().put("Data", bob.id().toSessionHex()))
                .get("handles")
                .toString())
        .isEqualTo("[\"bob\"]");
    String session = establish(aliceId, bobId);
    ObjectNode both =
        TestCaller.object().put("Data", "{\"handleA\":\"bob\",\"handleB\":\"alice\"}");
    assertThat(own(bob, "QuerySession", both).at("/result/sessionId").textValue())
        .isEqualTo(session);

    ObjectNode rotation = alice.rotate(session, participants(session));
    assertThat(
            anyone
                .result("RotateSessionKey", target(rotation, "sessionId"))
                .get("generation")
                .intValue())
        .isOne();
    ObjectNode message = target(alice.send(session, 1, "0badcafe"), "sessionId");
    data(message, Map.of("ciphertext", "content", "keyGeneration", "generation"));
    anyone.result("SendMessage", message);
    ObjectNode relayed = bob.send(session, 1, "c0de").put("Target", "bob");
    anyone.result("RelayMessage", relayed);

    ObjectNode here = TestCaller.object().put("Target", session);
    assertThat(own(bob, "GetCurrentKey", here.deepCopy()).at("/result/generation").intValue())
        .isOne();
    assertThat(own(bob, "GetCurrentKeys", here.deepCopy()).at("/result/generation").intValue())
        .isOne();
    assertThat(
            own(bob, "GetKeyByGeneration", here.deepCopy().put("Data", "1"))
                .at("/result/key/generation")
                .intValue())
        .isOne();
    ObjectNode query =
        here.deepCopy().put("Data", "{\"from\":0,\"limit\":\"1\",\"order\":\"DESC\"}");
    assertThat(own(bob, "QueryMessage", query).at("/result/messages/0/ciphertext").textValue())
        .isEqualTo("c0de");
    assertThat(
            own(bob, "GetChatList", TestCaller.object().put("Target", "bob"))
                .at("/result/chats/0/unread")
                .intValue())
        .isOne();
  }

  /** In the session's order, which is that of the registrations. */
  private Person[] participants(String session) {
    String first =
        anyone
            .result("sessionvm.GetSession", TestCaller.object().put("sessionId", session))
            .at("/session/participants/0")
            .textValue();
    return alice.id().toCb58().equals(first)
        ? new Person[] {alice, bob}
        : new Person[] {bob, alice};
  }

  @Test
  void aProfileIsTheWholeOfTheData() {
    String bobId = register(bob, "bob");
    ObjectNode update = bob.updateProfile("bob", bobId, Map.of("bio", "hungry"), Map.of());
    update.set("Data", update.remove("profile"));
    anyone.result("ProfileUpdate", target(update, "handle"));

    assertThat(
            anyone
                .result("GetProfile", TestCaller.object().put("Target", "bob"))
                .at("/profile/bio")
                .textValue())
        .isEqualTo("hungry");
    ObjectNode renounce = bare(bob.renounceHandle("bob", bobId), "handle");
    assertThat(anyone.result("Renounce", renounce).get("success").booleanValue()).isTrue();
  }

  @Test
  void onlyTheRegistryAndSessionsTellHandles() {
    register(bob, "bob");
    for (String action : List.of("UpdateChatList", "Notify")) {
      ObjectNode params = TestCaller.object().put("Target", "bob").put("Data", "{\"a\":1}");
      assertThat(anyone.error(action, params).get("code").intValue()).isEqualTo(UNAUTHORIZED);
      assertThat(own(bob, action, params).at("/error/code").intValue()).isEqualTo(UNAUTHORIZED);
    }
  }

  @Test
  void outsidersDoNothing() {
    String session = establish(register(alice, "alice"), register(bob, "bob"));
    Person carol = known();
    ObjectNode here = TestCaller.object().put("Target", session);

    for (String action : List.of("GetCurrentKeys", "QueryMessage")) {
      assertThat(own(carol, action, here.deepCopy()).at("/error/code").intValue())
          .isEqualTo(UNAUTHORIZED);
      assertThat(anyone.error(action, here.deepCopy()).get("code").intValue())
          .isEqualTo(UNAUTHORIZED);
    }
    assertThat(refused("SendMessage", target(carol.send(session, "01"), "sessionId")))
        .isEqualTo(UNAUTHORIZED);
    assertThat(refused("RelayMessage", carol.send(session, "01").put("Target", "alice")))
        .isEqualTo(UNAUTHORIZED);
    assertThat(
            refused(
                "RotateSessionKey",
                target(carol.rotate(session, participants(session)), "sessionId")))
        .isEqualTo(UNAUTHORIZED);
    ObjectNode chats = TestCaller.object().put("Target", "alice");
    assertThat(own(carol, "GetChatList", chats).at("/error/code").intValue())
        .isEqualTo(UNAUTHORIZED);
  }

  private int refused(String action, ObjectNode params) {
    return anyone.error(action, params).get("code").intValue();
  }

  @Test
  void saysWhatIsWrongWithTheData() {
    for (String data : List.of("{\"handle\":", "{\"handle\":\"a\",\"handle\":\"b\"}", "{} {}")) {
      JsonNode error = anyone.error("QueryHandle", TestCaller.object().put("Data", data));
      assertThat(error.get("code").intValue()).isEqualTo(MALFORMED);
      assertThat(error.at("/data/field").textValue()).isEqualTo("Data");
    }
    JsonNode twice =
        anyone.error("QueryHandle", TestCaller.object().put("Data", "a").put("name", "b"));
    assertThat(twice.at("/data/field").textValue()).isEqualTo("name");
    JsonNode nowhere = anyone.error("QueryHandle", TestCaller.object().put("Target", "a"));
    assertThat(nowhere.at("/data/field").textValue()).isEqualTo("Target");
    assertThat(refused("QuerySession", TestCaller.object().put("Data", "bare")))
        .isEqualTo(MALFORMED);
    for (String name :
        List.of("a\"b", "%1", "a\u0000b", "\u0430lice", "a".repeat(10_240), "${x}")) {
      assertThat(refused("QueryHandle", TestCaller.object().put("Data", name)))
          .isEqualTo(MALFORMED);
    }
  }

  /** Of what came before the last message nothing comes back, whoever tells it how often. */
  @Test
  void tellsTheCounterpartAloneAndNeverGoesBack() {
    String session = establish(register(alice, "alice"), register(bob, "bob"));
    ObjectNode first = alice.send(session, "01");
    anyone.result("SendMessage", first);
    node.time().advance(1_000);
    anyone.result("SendMessage", alice.send(session, "02"));
    JsonNode told = chat(bob, "bob");
    node.time().advance(1_000);
    anyone.result("SendMessage", first);

    assertThat(chat(bob, "bob")).isEqualTo(told);
    assertThat(told.get("unread").intValue()).isEqualTo(2);
    assertThat(chat(alice, "alice").get("unread").intValue()).isZero();
  }

  private JsonNode chat(Person person, String handle) {
    return own(person, "GetChatList", TestCaller.object().put("Target", handle))
        .at("/result/chats/0");
  }

  @Test
  void everyActionHasItsRowAndNothingElseHas() throws IOException {
    Set<String> rows = new TreeSet<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| `")) {
        rows.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    JsonNode methods = anyone.result("rpc.discover", TestCaller.object()).get("methods");
    Set<String> actions = new TreeSet<>();
    methods.forEach(
        method ->
            method
                .get("x-aliases")
                .forEach(
                    alias -> {
                      if (!alias.textValue().contains(".")) {
                        actions.add(alias.textValue());
                      }
                    }));
    assertThat(rows).isEqualTo(actions);
  }
}
