package org.sessionvm.rpc.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.rpc.access.AccessTokens;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;
import org.sessionvm.rpc.node.TestSocket;

/** What subscribers are told. */
@SuppressWarnings("NullAway.Init") // The session is there before any test.
final class SubscriptionTest {
  @AutoClose private final TestNode node = TestNode.start();
  @AutoClose private final TestCaller wallet = node.caller();
  @AutoClose private final TestSocket socket = TestSocket.to(node);
  private final Person alice = Person.of(node);
  private final Person bob = Person.of(node);
  private final Person carol = Person.of(node);
  private String session;

  @BeforeEach
  void begin() {
    session = create(alice, bob);
    send("00");
    send("01");
    wallet.result("sessionvm.RegisterIdentity", carol.register());
  }

  private String create(Person maker, Person other) {
    return wallet
        .result("sessionvm.CreateSession", maker.create(other))
        .get("sessionId")
        .textValue();
  }

  private void send(String ciphertext) {
    wallet.result("sessionvm.SendMessage", alice.send(session, ciphertext));
  }

  private static ObjectNode ofSession(String id) {
    return TestCaller.object().put("topic", "session").put("sessionId", id);
  }

  private static ObjectNode of(Person person) {
    return TestCaller.object().put("topic", "participant").put("participant", person.id().toCb58());
  }

  private void assertMessage(String ciphertext, long sequence) {
    JsonNode event = socket.event();
    assertThat(event.get("event").textValue()).as("%s", event).isEqualTo("message");
    assertThat(event.get("sessionId").textValue()).isEqualTo(session);
    assertThat(event.get("message").get("ciphertext").textValue()).isEqualTo(ciphertext);
    assertThat(event.get("message").get("sequence").longValue()).isEqualTo(sequence);
  }

  private void assertStatus(String status) {
    JsonNode event = socket.event();
    assertThat(event.get("event").textValue()).as("%s", event).isEqualTo("session");
    assertThat(event.get("sessionId").textValue()).isEqualTo(session);
    assertThat(event.get("status").textValue()).isEqualTo(status);
  }

  @Test
  void tellsWhatIsStoredAndThenWhatComes() {
    socket.login(alice);
    JsonNode subscribed =
        socket.result("sessionvm.Subscribe", ofSession(session).put("fromSequence", 1));
    assertThat(subscribed.get("subscription").textValue()).isEqualTo("1");
    assertThat(subscribed.get("fromSequence").longValue()).isEqualTo(1);
    assertMessage("01", 1);

    send("02");
    send("03");
    assertMessage("02", 2);
    assertMessage("03", 3);
    wallet.result("sessionvm.AcceptSession", bob.accept(session));
    assertStatus("active");
    wallet.result("sessionvm.CloseSession", bob.close(session));
    assertStatus("closed");
    assertThat(socket.isQuiet()).isTrue();
  }

  /** More than are read from the store at once. */
  @Test
  void tellsAllThatIsStoredHoweverMuchItIs() {
    wallet.result("sessionvm.AcceptSession", bob.accept(session));
    int messages = 2 * Feed.MESSAGES_MAX + 2;
    for (int i = 2; i < messages; i++) {
      send("%02x".formatted(i));
    }
    socket.login(alice);
    socket.result("sessionvm.Subscribe", ofSession(session).put("fromSequence", 0));
    for (int i = 0; i < messages; i++) {
      assertMessage("%02x".formatted(i), i);
    }
    assertThat(socket.isQuiet()).isTrue();
  }

  @Test
  void beginsWithTheNextMessageUnlessItIsAskedForMore() {
    socket.login(alice);
    assertThat(
            socket
                .result("sessionvm.Subscribe", ofSession(session))
                .get("fromSequence")
                .longValue())
        .isEqualTo(2);
    send("02");
    assertMessage("02", 2);
  }

  @Test
  void tellsAParticipantOfAllItsSessions() {
    socket.login(alice);
    socket.result("sessionvm.Subscribe", of(alice));
    send("02");
    assertMessage("02", 2);

    session = create(bob, alice);
    assertStatus("pending");
    wallet.result("sessionvm.SendMessage", bob.send(session, "aa"));
    assertMessage("aa", 0);
    create(bob, carol);
    wallet.result("sessionvm.AcceptSession", alice.accept(session));
    assertStatus("active");
  }

  @Test
  void tellsNothingAnyMoreOnceUnsubscribed() {
    socket.login(alice);
    socket.result("sessionvm.Subscribe", ofSession(session));
    ObjectNode first = TestCaller.object().put("subscription", "1");
    assertThat(socket.result("sessionvm.Unsubscribe", first).get("success").booleanValue())
        .isTrue();
    assertThat(socket.result("sessionvm.Unsubscribe", first).get("success").booleanValue())
        .isFalse();
    send("02");
    socket.result("sessionvm.Subscribe", ofSession(session).put("fromSequence", 2));
    assertThat(socket.event().get("subscription").textValue()).isEqualTo("2");
  }

  @Test
  void refusesWhoMayNotRead() {
    assertThat(code(ofSession(session))).isEqualTo(-32003);
    socket.login(carol);
    assertThat(code(ofSession(session))).isEqualTo(-32003);
    assertThat(code(of(alice))).isEqualTo(-32003);
    JsonNode overHttp = wallet.error("sessionvm.Subscribe", ofSession(session));
    assertThat(overHttp.get("code").intValue()).isEqualTo(-32003);
  }

  @Test
  void refusesWhatIsNoTopic() {
    socket.login(alice);
    assertThat(code(TestCaller.object().put("topic", "weather"))).isEqualTo(-32602);
    assertThat(code(TestCaller.object())).isEqualTo(-32602);
    assertThat(code(TestCaller.object().put("topic", "session"))).isEqualTo(-32602);
    assertThat(code(ofSession(session).put("fromSequence", -1))).isEqualTo(-32602);
    String unknown = alice.id().toCb58();
    assertThat(code(ofSession(unknown))).isEqualTo(-32001);
    try (TestCaller reader = bob.login()) {
      JsonNode overHttp = reader.error("sessionvm.Subscribe", ofSession(session));
      assertThat(overHttp.get("code").intValue()).isEqualTo(-32600);
    }
  }

  private int code(ObjectNode params) {
    return socket.error("sessionvm.Subscribe", params).get("code").intValue();
  }

  @Test
  void endsASubscriptionWhoseTokenHasExpiredAndSaysWhereToGoOn() {
    socket.login(alice);
    socket.result("sessionvm.Subscribe", ofSession(session));
    node.time().advance(16 * 60_000);
    send("02");

    JsonNode event = socket.event();
    assertThat(event.get("event").textValue()).isEqualTo("ended");
    assertThat(event.get("reason").textValue()).isEqualTo("unauthorized");
    assertThat(event.get("nextSequence").longValue()).isEqualTo(2);
    socket.login(alice);
    socket.result("sessionvm.Subscribe", ofSession(session).put("fromSequence", 2));
    assertMessage("02", 2);
  }

  @Test
  void goesOnWhenTheConnectionHasProvedItselfAgain() {
    socket.login(alice);
    socket.result("sessionvm.Subscribe", ofSession(session).put("fromSequence", 1));
    assertMessage("01", 1);
    node.time().advance(16 * 60_000);
    socket.login(alice);
    send("02");
    assertMessage("02", 2);
  }

  @Test
  void isOnesOwnHoweverManyTokensOneTakesElsewhere() {
    socket.login(alice);
    for (int i = 0; i <= AccessTokens.PER_PARTICIPANT_MAX; i++) {
      node.time().advance(1);
      alice.login().close();
    }
    socket.result("sessionvm.Subscribe", ofSession(session));
    send("02");
    assertMessage("02", 2);
  }

  @Test
  void boundsTheSubscriptionsOfAConnection() {
    socket.login(alice);
    for (int i = 0; i < LiveConnection.SUBSCRIPTIONS_MAX; i++) {
      socket.result("sessionvm.Subscribe", ofSession(session));
    }
    JsonNode error = socket.error("sessionvm.Subscribe", ofSession(session));
    assertThat(error.get("code").intValue()).isEqualTo(-32005);
    assertThat(error.get("data").get("field").textValue())
        .isEqualTo("subscriptionsPerConnectionMax");
    socket.result("sessionvm.Unsubscribe", TestCaller.object().put("subscription", 7));
    socket.result("sessionvm.Subscribe", ofSession(session));
  }
}
