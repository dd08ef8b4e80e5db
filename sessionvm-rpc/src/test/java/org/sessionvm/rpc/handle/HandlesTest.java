package org.sessionvm.rpc.handle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

/** Handles over HTTP: who may do what, and what others see of it. */
@SuppressWarnings("NullAway.Init") // Everything is there before a test.
final class HandlesTest {
  private static final int MALFORMED = -32602;
  private static final int UNKNOWN = -32001;
  private static final int ENDED = -32002;
  private static final int UNAUTHORIZED = -32003;
  private static final int LIMIT = -32005;

  private TestNode node;
  private TestCaller anyone;
  private Person alice;
  private Person bob;
  private String aliceId;
  private String bobId;

  @BeforeEach
  void startNode() {
    node = TestNode.start();
    anyone = node.caller();
    alice = known();
    bob = known();
    aliceId = register(alice, "alice");
    bobId = register(bob, "bob");
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

  private String register(Person owner, String name) {
    return anyone
        .result("sessionvm.RegisterHandle", owner.registerHandle(name, name))
        .get("incarnation")
        .textValue();
  }

  private int refusal(String method, ObjectNode params) {
    return anyone.error(method, params).get("code").intValue();
  }

  private String establish() {
    return anyone
        .result("sessionvm.EstablishSession", alice.establish("alice", aliceId, "bob", bobId))
        .get("sessionId")
        .textValue();
  }

  private JsonNode own(Person owner, String method, String handle) {
    // Each moment authenticates once.
    node.time().advance(1);
    try (TestCaller caller = owner.login()) {
      return caller.call(method, TestCaller.object().put("handle", handle));
    }
  }

  private static ObjectNode handle(String name) {
    return TestCaller.object().put("handle", name);
  }

  private static ObjectNode name(String name) {
    return TestCaller.object().put("name", name);
  }

  private JsonNode session() {
    return session(alice).at("/result/sessionId");
  }

  private JsonNode session(Person asks) {
    node.time().advance(1);
    try (TestCaller caller = asks.login()) {
      ObjectNode asked = TestCaller.object().put("handleA", "bob").put("handleB", "alice");
      return caller.call("sessionvm.QuerySession", asked);
    }
  }

  @Test
  void nobodyElseLearnsWhoTalksWithWhom() {
    String session = establish();
    Person carol = Person.of(node);
    anyone.result("sessionvm.RegisterIdentity", carol.register());

    assertThat(session(bob).at("/result/sessionId").textValue()).isEqualTo(session);
    assertThat(session(carol).at("/error/code").intValue()).isEqualTo(UNAUTHORIZED);
    assertThat(
            refusal(
                "sessionvm.QuerySession",
                TestCaller.object().put("handleA", "alice").put("handleB", "bob")))
        .isEqualTo(UNAUTHORIZED);
  }

  @Test
  void aSignedHandleNeedsNoName() {
    ObjectNode renounced = alice.renounceHandle("alice", aliceId);
    renounced.remove("handle");
    ObjectNode neither = renounced.deepCopy();
    neither.remove("incarnation");

    assertThat(anyone.error("sessionvm.RenounceHandle", neither).at("/data/field").textValue())
        .isEqualTo("handle");
    assertThat(anyone.result("sessionvm.RenounceHandle", renounced).get("success").booleanValue())
        .isTrue();
  }

  @Test
  void aHandleIsTheFirstOnesUntilItIsGivenUp() {
    assertThat(refusal("sessionvm.RegisterHandle", bob.registerHandle("alice", "alice")))
        .isEqualTo(UNAUTHORIZED);
    assertThat(register(alice, "alice")).isEqualTo(aliceId);
    assertThat(refusal("sessionvm.RenounceHandle", bob.renounceHandle("alice", aliceId)))
        .isEqualTo(UNAUTHORIZED);

    anyone.result("sessionvm.RenounceHandle", alice.renounceHandle("alice", aliceId));

    assertThat(
            anyone.result("sessionvm.QueryHandle", name("alice")).get("registered").booleanValue())
        .isFalse();
    assertThat(register(bob, "alice")).isNotEqualTo(aliceId);
    // What was signed for the registration before does nothing to that of now.
    anyone.result("sessionvm.RenounceHandle", alice.renounceHandle("alice", aliceId));
    assertThat(anyone.result("sessionvm.QueryHandle", name("alice")).get("owner").textValue())
        .isEqualTo(bob.id().toCb58());
  }

  @Test
  void oneWhomTheChainDoesNotKnowRegistersNothing() {
    assertThat(refusal("sessionvm.RegisterHandle", Person.of(node).registerHandle("x", "x")))
        .isEqualTo(UNAUTHORIZED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a\"b", "%1", "a\u0000b", "\u0430lice", "a b", "a-b", "a.b", "\u00e9", "${x}"})
  void refusesWhatIsNoName(String text) {
    for (String method : new String[] {"sessionvm.QueryHandle", "sessionvm.RegisterHandle"}) {
      JsonNode error = anyone.error(method, alice.registerHandle(text, "a"));
      assertThat(error.get("code").intValue()).isEqualTo(MALFORMED);
      assertThat(error.at("/data/field").textValue()).isEqualTo("name");
      assertThat(error.at("/data").toString()).doesNotContain("${x}");
    }
  }

  @Test
  void refusesNamesThatAreTooLong() {
    assertThat(refusal("sessionvm.QueryHandle", name("a".repeat(33)))).isEqualTo(MALFORMED);
    assertThat(refusal("sessionvm.QueryHandle", name("a".repeat(10_240)))).isEqualTo(MALFORMED);
  }

  @Test
  void aNameInAnotherFormIsTheSame() {
    String wide = "\uff21lice";

    assertThat(anyone.result("sessionvm.QueryHandle", name(wide)).get("name").textValue())
        .isEqualTo("alice");
    anyone.result("sessionvm.RegisterHandle", bob.registerHandle("BOB_2", "bob_2"));
    JsonNode handles =
        anyone.result("sessionvm.GetHandles", TestCaller.object().put("owner", bob.id().toCb58()));
    assertThat(handles.get("handles").toString()).isEqualTo("[\"bob\",\"bob_2\"]");
  }

  @Test
  void twoHandlesHaveOneSession() {
    assertThat(session().isNull()).isTrue();
    String session = establish();
    node.time().advance(1);

    ObjectNode again = bob.establish("bob", bobId, "alice", aliceId);
    assertThat(anyone.result("sessionvm.EstablishSession", again).get("sessionId").textValue())
        .isEqualTo(session);
    assertThat(session().textValue()).isEqualTo(session);
    JsonNode shown =
        anyone.result("sessionvm.GetSession", TestCaller.object().put("sessionId", session));
    assertThat(shown.at("/session/status").textValue()).isEqualTo("active");
    assertThat(shown.at("/session/expires").textValue()).isEqualTo("9999-12-31T23:59:59.999Z");

    anyone.result("sessionvm.CloseSession", alice.close(session));
    node.time().advance(1);
    assertThat(session().isNull()).isTrue();
    assertThat(establish()).isNotEqualTo(session);
  }

  /** However many ask at once. */
  @Test
  void aFreeNameIsOnePersonsAndAPairHasOneSession() throws Exception {
    List<Person> people = Stream.generate(this::known).limit(6).toList();
    List<JsonNode> registered =
        atOnce(people, person -> anyone.call("sessionvm.RegisterHandle", name(person, "wanted")));
    assertThat(registered.stream().filter(answer -> answer.has("result"))).hasSize(1);
    assertThat(
            registered.stream()
                .filter(answer -> answer.at("/error/code").intValue() == UNAUTHORIZED))
        .hasSize(5);

    List<JsonNode> established =
        atOnce(
            List.of(alice, bob, alice, bob),
            person ->
                anyone.call(
                    "sessionvm.EstablishSession",
                    person.equals(alice)
                        ? alice.establish("alice", aliceId, "bob", bobId)
                        : bob.establish("bob", bobId, "alice", aliceId)));
    assertThat(established.stream().map(answer -> answer.at("/result/sessionId").textValue()))
        .doesNotContainNull()
        .containsOnly(session().textValue());
  }

  private static ObjectNode name(Person person, String name) {
    return person.registerHandle(name, name);
  }

  private static List<JsonNode> atOnce(List<Person> people, Function<Person, JsonNode> call)
      throws Exception {
    CountDownLatch ready = new CountDownLatch(people.size());
    List<JsonNode> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> asked = new ArrayList<>();
      for (Person person : people) {
        asked.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return call.apply(person);
                }));
      }
      for (Future<JsonNode> answer : asked) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  @Test
  void onlyAnOwnerEstablishesASession() {
    Person stranger = known();
    assertThat(
            refusal(
                "sessionvm.EstablishSession", stranger.establish("alice", aliceId, "bob", bobId)))
        .isEqualTo(UNAUTHORIZED);
    assertThat(
            refusal(
                "sessionvm.EstablishSession", alice.establish("alice", aliceId, "alice", aliceId)))
        .isEqualTo(MALFORMED);
    assertThat(
            refusal("sessionvm.EstablishSession", alice.establish("alice", aliceId, "eve", bobId)))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void theOtherOneIsBlockedUntilNoLonger() {
    String session = establish();
    anyone.result("sessionvm.SendMessage", alice.send(session, "01"));
    anyone.result("sessionvm.BlockSession", bob.block(session, true));

    JsonNode error = anyone.error("sessionvm.SendMessage", alice.send(session, "02"));
    assertThat(error.get("code").intValue()).isEqualTo(UNAUTHORIZED);
    assertThat(error.at("/data/reason").textValue()).isEqualTo("blocked");
    // What was accepted before is no error, and the one who blocks may still speak.
    anyone.result("sessionvm.SendMessage", alice.send(session, "01"));
    anyone.result("sessionvm.SendMessage", bob.send(session, "03"));
    assertThat(
            own(bob, "sessionvm.GetChatList", "bob").at("/result/chats/0/blocked").booleanValue())
        .isTrue();

    assertThat(refusal("sessionvm.BlockSession", known().block(session, false)))
        .isEqualTo(UNAUTHORIZED);
    anyone.result("sessionvm.BlockSession", bob.block(session, false));
    anyone.result("sessionvm.SendMessage", alice.send(session, "02"));
  }

  @Test
  void onlyTheOwnerSeesTheChatsAndTheEnvironment() {
    String session = establish();
    node.time().advance(5);
    anyone.result("sessionvm.SendMessage", alice.send(session, "01"));
    anyone.result(
        "sessionvm.UpdateProfile",
        bob.updateProfile("bob", bobId, Map.of("bio", "x"), Map.of("k", "v")));

    JsonNode chat = own(bob, "sessionvm.GetChatList", "bob").at("/result/chats/0");
    assertThat(chat.get("sessionId").textValue()).isEqualTo(session);
    assertThat(chat.get("otherHandle").textValue()).isEqualTo("alice");
    assertThat(chat.get("otherIncarnation").textValue()).isEqualTo(aliceId);
    assertThat(chat.get("unread").intValue()).isOne();
    assertThat(chat.get("lastSequence").intValue()).isZero();
    assertThat(own(alice, "sessionvm.GetChatList", "alice").at("/result/chats/0/unread").intValue())
        .isZero();
    assertThat(own(bob, "sessionvm.GetEnvironment", "bob").at("/result/env/k").textValue())
        .isEqualTo("v");
    assertThat(anyone.result("sessionvm.GetProfile", handle("bob")).get("profile").toString())
        .isEqualTo("{\"bio\":\"x\"}");
    for (String method : new String[] {"sessionvm.GetChatList", "sessionvm.GetEnvironment"}) {
      assertThat(refusal(method, handle("bob"))).isEqualTo(UNAUTHORIZED);
      assertThat(own(alice, method, "bob").at("/error/code").intValue()).isEqualTo(UNAUTHORIZED);
    }
  }

  /** A list of a thousand chats would look at as many messages in each. */
  @Test
  void countsAHundredUnreadMessagesAtTheMost() {
    String session = establish();
    for (int i = 0; i < 101; i++) {
      anyone.result("sessionvm.SendMessage", alice.send(session, "%04x".formatted(i)));
    }

    assertThat(own(bob, "sessionvm.GetChatList", "bob").at("/result/chats/0/unread").intValue())
        .isEqualTo(100);
    anyone.result("sessionvm.AcknowledgeMessages", bob.acknowledge(session, 99, 99, false));
    assertThat(own(bob, "sessionvm.GetChatList", "bob").at("/result/chats/0/unread").intValue())
        .isEqualTo(2);
  }

  @Test
  void theNextOwnerSeesNothingOfTheOneBefore() {
    String session = establish();
    anyone.result("sessionvm.RenounceHandle", bob.renounceHandle("bob", bobId));
    assertThat(refusal("sessionvm.SendMessage", alice.send(session, "01"))).isEqualTo(ENDED);
    Person next = known();
    register(next, "bob");

    assertThat(session().isNull()).isTrue();
    assertThat(own(next, "sessionvm.GetChatList", "bob").at("/result/chats")).isEmpty();
    assertThat(anyone.result("sessionvm.GetProfile", handle("bob")).get("profile")).isEmpty();
    assertThat(
            own(alice, "sessionvm.GetChatList", "alice").at("/result/chats/0/status").textValue())
        .isEqualTo("closed");
  }

  @Test
  void boundsTheProfile() {
    assertThat(
            refusal(
                "sessionvm.UpdateProfile",
                bob.updateProfile("bob", bobId, Map.of("k".repeat(65), "v"), Map.of())))
        .isEqualTo(LIMIT);
    JsonNode error =
        anyone.error(
            "sessionvm.UpdateProfile",
            bob.updateProfile("bob", bobId, Map.of("k", "v".repeat(4_097)), Map.of()));
    assertThat(error.at("/data/field").textValue()).isEqualTo("profileValueBytesMax");
    assertThat(
            refusal(
                "sessionvm.UpdateProfile",
                alice.updateProfile("bob", bobId, Map.of("k", "v"), Map.of())))
        .isEqualTo(UNAUTHORIZED);
  }
}
