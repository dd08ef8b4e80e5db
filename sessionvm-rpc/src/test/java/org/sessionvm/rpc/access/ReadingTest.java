package org.sessionvm.rpc.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;

@SuppressWarnings("NullAway.Init") // Everything is there before a test.
final class ReadingTest {
  private TestNode node;
  private TestCaller anyone;
  private Person alice;
  private Person bob;
  private Person eve;
  private String session;

  @BeforeEach
  void startNode() {
    node = TestNode.start();
    anyone = node.caller();
    alice = Person.of(node);
    bob = Person.of(node);
    eve = Person.of(node);
    session = create(1);
    anyone.result("sessionvm.RegisterIdentity", eve.register());
  }

  @AfterEach
  void stopNode() {
    anyone.close();
    node.close();
  }

  private String create(long nonce) {
    return anyone
        .result("sessionvm.CreateSession", alice.create(nonce, Map.of(), bob))
        .get("sessionId")
        .textValue();
  }

  private static ObjectNode of(String name, String value) {
    return TestCaller.object().put(name, value);
  }

  private static void unauthorized(JsonNode error) {
    assertThat(error.get("code").intValue()).as(error.toString()).isEqualTo(-32003);
    assertThat(error.get("message").textValue()).isEqualTo("unauthorized");
    assertThat(error.at("/data/reason").textValue()).isNotEmpty();
  }

  @Test
  void readingNeedsATokenWhateverIsAskedFor() {
    String unknown = "eaj5V1cotk3cCEdrsfemsFyNYEtEcdGDMhkPEJLDfoAXYHxcb";
    for (TestCaller caller : new TestCaller[] {anyone, node.caller().withToken("0".repeat(64))}) {
      unauthorized(caller.error("sessionvm.GetMessages", of("sessionId", session)));
      unauthorized(caller.error("sessionvm.GetMessages", of("sessionId", unknown)));
      unauthorized(caller.error("sessionvm.GetMessage", of("messageId", unknown)));
      unauthorized(caller.error("sessionvm.ListSessions", of("participant", alice.id().toCb58())));
    }
    assertThat(anyone.error("sessionvm.GetMessages", of("sessionId", "x")).get("code").intValue())
        .isEqualTo(-32602);
  }

  @Test
  void oneSeesOnesOwnSessionsOnly() {
    String message =
        anyone
            .result("sessionvm.SendMessage", alice.send(session, "aa"))
            .get("messageId")
            .textValue();
    String unknown = "eaj5V1cotk3cCEdrsfemsFyNYEtEcdGDMhkPEJLDfoAXYHxcb";
    try (TestCaller reader = eve.login()) {
      unauthorized(reader.error("sessionvm.GetMessages", of("sessionId", session)));
      unauthorized(reader.error("sessionvm.GetMessage", of("messageId", message)));
      unauthorized(reader.error("sessionvm.ListSessions", of("participant", alice.id().toCb58())));
      JsonNode none = reader.error("sessionvm.GetMessages", of("sessionId", unknown));
      assertThat(none.get("code").intValue()).isEqualTo(-32001);
      assertThat(none.get("message").textValue()).isEqualTo("unknown session");
      JsonNode nothing = reader.error("sessionvm.GetMessage", of("messageId", unknown));
      assertThat(nothing.get("code").intValue()).isEqualTo(-32001);
      assertThat(nothing.get("message").textValue()).isEqualTo("unknown message");
      assertThat(
              reader
                  .result("sessionvm.ListSessions", of("participant", eve.identity().sessionId()))
                  .get("sessions"))
          .isEmpty();
    }
  }

  @Test
  void aMessageThatWaitsForItsBlockIsSeenAsPending() {
    try (TestNode slow = TestNode.options().bounds(TestNode.impatient()).withoutBlocks().start();
        TestCaller caller = slow.caller()) {
      Person carol = Person.of(slow);
      slow.sequence();
      String own =
          caller.result("sessionvm.CreateSession", carol.create()).get("sessionId").textValue();
      try (TestCaller reader = carol.login()) {
        String accepted =
            caller
                .result("sessionvm.SendMessage", carol.send(own, "aa"))
                .get("messageId")
                .textValue();
        JsonNode found = reader.result("sessionvm.GetMessage", of("messageId", accepted));
        assertThat(found.get("status").textValue()).isEqualTo("accepted");
        assertThat(found.at("/message/sequence").longValue()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-60_001, 60_001, Long.MIN_VALUE})
  void authenticationIsTimely(long off) {
    ObjectNode late = alice.authenticate(TestNode.START_MILLIS + off);
    late.put("timestamp", Long.toUnsignedString(TestNode.START_MILLIS + off));

    JsonNode error = anyone.error("sessionvm.Authenticate", late);

    unauthorized(error);
    assertThat(error.at("/data/serverTime").longValue()).isEqualTo(TestNode.START_MILLIS);
  }

  @Test
  void eachMomentAuthenticatesOnce() {
    ObjectNode params = alice.authenticate(TestNode.START_MILLIS - 60_000);
    anyone.result("sessionvm.Authenticate", params);

    unauthorized(anyone.error("sessionvm.Authenticate", params));
    anyone.result("sessionvm.Authenticate", alice.authenticate(TestNode.START_MILLIS - 59_999));
  }

  @Test
  void onlyAKnownIdentityWithItsOwnKeyAuthenticates() {
    Person stranger = Person.of(node);
    ObjectNode others = eve.authenticate(TestNode.START_MILLIS);

    unauthorized(
        anyone.error("sessionvm.Authenticate", stranger.authenticate(TestNode.START_MILLIS)));
    unauthorized(
        anyone.error("sessionvm.Authenticate", others.put("participant", alice.id().toCb58())));
    unauthorized(
        anyone.error(
            "sessionvm.Authenticate",
            alice.authenticate(TestNode.START_MILLIS).without("signature")));
  }

  @Test
  void aTokenEndsAfterAQuarterOfAnHour() {
    try (TestCaller reader = alice.login()) {
      node.time().advance(15 * 60_000 - 1);
      reader.result("sessionvm.GetMessages", of("sessionId", session));
      node.time().advance(1);
      unauthorized(reader.error("sessionvm.GetMessages", of("sessionId", session)));
    }
  }

  @Test
  void pagesFollowEachOther() {
    for (int i = 0; i < 5; i++) {
      anyone.result("sessionvm.SendMessage", alice.send(session, "0" + i));
    }
    try (TestCaller reader = bob.login()) {
      JsonNode first =
          reader.result("sessionvm.GetMessages", of("sessionId", session).put("limit", 3));
      assertThat(first.get("messages")).hasSize(3);
      assertThat(first.get("nextSequence").longValue()).isEqualTo(3);
      JsonNode rest =
          reader.result(
              "sessionvm.GetMessages",
              of("sessionId", session).put("fromSequence", 3).put("limit", 100_000));
      assertThat(rest.get("messages")).hasSize(2);
      JsonNode beyond =
          reader.result(
              "sessionvm.GetMessages",
              of("sessionId", session).put("fromSequence", Long.MAX_VALUE));
      assertThat(beyond.get("messages")).isEmpty();
      assertThat(beyond.get("nextSequence").longValue()).isEqualTo(Long.MAX_VALUE);
      assertThat(
              reader
                  .error("sessionvm.GetMessages", of("sessionId", session).put("limit", 0))
                  .at("/data/field")
                  .textValue())
          .isEqualTo("limit");
    }
  }

  @Test
  void sessionsAreListedNewestFirstPageByPage() {
    node.time().advance(1_000);
    String second = create(2);
    node.time().advance(1_000);
    String third = create(3);
    try (TestCaller reader = bob.login()) {
      ObjectNode params = of("participant", bob.id().toCb58()).put("limit", 2);
      JsonNode page = reader.result("sessionvm.ListSessions", params);
      assertThat(page.get("sessions").findValuesAsText("id")).containsExactly(third, second);
      JsonNode rest =
          reader.result(
              "sessionvm.ListSessions", params.put("cursor", page.get("nextCursor").textValue()));
      assertThat(rest.get("sessions").findValuesAsText("id")).containsExactly(session);
      assertThat(rest.get("nextCursor").isNull()).isTrue();
      assertThat(
              reader
                  .error("sessionvm.ListSessions", params.put("cursor", "00"))
                  .at("/data/field")
                  .textValue())
          .isEqualTo("cursor");
    }
  }

  @Test
  void whereNoProofIsAskedForReadingNeedsNone() {
    try (TestNode open = TestNode.options().open().start();
        TestCaller caller = open.caller()) {
      ObjectNode params = TestCaller.object();
      params.putArray("participants").add(alice.id().toCb58());
      String made = caller.result("sessionvm.CreateSession", params).get("sessionId").textValue();

      assertThat(caller.result("sessionvm.GetMessages", of("sessionId", made)).get("messages"))
          .isEmpty();
      assertThat(
              caller
                  .result("sessionvm.ListSessions", of("participant", alice.id().toCb58()))
                  .get("sessions"))
          .hasSize(1);
      assertThat(caller.result("sessionvm.Info", TestCaller.object()).get("auth").textValue())
          .isEqualTo("open");
    }
  }
}
