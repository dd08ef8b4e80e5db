package org.sessionvm.rpc.method;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.rpc.node.Person;
import org.sessionvm.rpc.node.TestCaller;
import org.sessionvm.rpc.node.TestNode;
import org.sessionvm.vm.VmSettings;

@SuppressWarnings("NullAway.Init") // Everything is there before a test.
final class RefusalsTest {
  private static final String UNKNOWN = "eaj5V1cotk3cCEdrsfemsFyNYEtEcdGDMhkPEJLDfoAXYHxcb";

  private TestNode node;
  private TestCaller caller;
  private Person alice;
  private Person bob;
  private Person eve;

  @BeforeEach
  void startNode() {
    node = TestNode.start();
    caller = node.caller();
    alice = Person.of(node);
    bob = Person.of(node);
    eve = Person.of(node);
  }

  @AfterEach
  void stopNode() {
    caller.close();
    node.close();
  }

  private String session() {
    return caller.result("sessionvm.CreateSession", alice.create(bob)).get("sessionId").textValue();
  }

  private JsonNode refused(String method, JsonNode params, int code) {
    JsonNode error = caller.error("sessionvm." + method, params);
    assertThat(error.get("code").intValue()).as(error.toString()).isEqualTo(code);
    return error;
  }

  private void malformed(String method, JsonNode params, String field) {
    JsonNode error = refused(method, params, -32602);
    assertThat(error.at("/data/field").textValue()).isEqualTo(field);
    assertThat(error.get("message").textValue()).startsWith(field + ": ");
  }

  @Test
  void checksRunInTheDocumentedOrder() {
    String session = session();
    ObjectNode send = eve.send(session, "00");

    malformed(
        "SendMessage",
        send.deepCopy().put("signature", "0x").put("sessionId", UNKNOWN),
        "signature");
    refused("SendMessage", eve.send(UNKNOWN, "00").put("signature", "00"), -32001);
    caller.result("sessionvm.CloseSession", alice.close(session));
    JsonNode closed = refused("SendMessage", send, -32002);
    assertThat(closed.get("message").textValue()).isEqualTo("session closed");
    assertThat(closed.at("/data/reason").textValue()).isEqualTo("session closed");
  }

  @Test
  void strangersAreRefusedBeforeSignaturesAndSignaturesBeforeLimits() {
    String session = session();
    String tooLong = "00".repeat(262_145);

    JsonNode stranger = refused("SendMessage", eve.send(session, "00"), -32003);
    assertThat(stranger.get("message").textValue()).isEqualTo("unauthorized");
    assertThat(stranger.at("/data/reason").textValue()).isEqualTo("not a participant");
    JsonNode forged =
        refused("SendMessage", alice.send(session, "00").put("ciphertext", tooLong), -32003);
    assertThat(forged.at("/data/reason").textValue()).isEqualTo("signature is wrong");
    JsonNode limited = refused("SendMessage", alice.send(session, tooLong), -32005);
    assertThat(limited.at("/data/limit").intValue()).isEqualTo(262_144);
    assertThat(limited.at("/data/field").textValue()).isEqualTo("ciphertextBytesMax");
    assertThat(caller.result("sessionvm.SendMessage", alice.send(session, "")).has("messageId"))
        .isTrue();
  }

  @Test
  void whatIsMissingToProveSomebodyIsUnauthorizedAndNotMalformed() {
    String session = session();

    for (String signature : List.of("", "00", "00".repeat(3308), "00".repeat(3310))) {
      refused("SendMessage", alice.send(session, "00").put("signature", signature), -32003);
      refused("CloseSession", alice.close(session).put("signature", signature), -32003);
      refused("AcceptSession", bob.accept(session).put("signature", signature), -32003);
      refused("RegisterIdentity", bob.register().put("signature", signature), -32003);
    }
    refused("SendMessage", alice.send(session, "00").without("signature"), -32003);
    refused("CloseSession", alice.close(session).without("participant"), -32003);
    refused("AcceptSession", bob.accept(session).without("participant"), -32003);
    refused("AcceptSession", bob.accept(session).without("signature"), -32003);
    malformed("CloseSession", alice.close(session).put("signature", "zz"), "signature");
  }

  @ParameterizedTest
  @CsvSource({
    "sessionId, 7",
    "sessionId, \"\"",
    "sessionId, \"0OIl\"",
    "sessionId, {}",
    "sessionId, null",
    "sender, \"07ab\"",
    "sender, null",
    "ciphertext, \"abc\"",
    "ciphertext, \"\\uff10\\uff11\"",
    "ciphertext, null",
    "keyGeneration, -1",
    "keyGeneration, 1.0",
    "keyGeneration, 4294967296",
    "keyGeneration, \"1\""
  })
  void namesTheFieldThatIsMalformed(String field, String json) {
    ObjectNode send = alice.send(session(), "00");
    send.set(field, TestCaller.json(json));

    malformed("SendMessage", send, field);
  }

  /** How many keys a session has is told to its participants alone. */
  @Test
  void tellsWhoHasSignedThatTheSessionHasNoSuchKey() {
    String session = session();

    malformed("SendMessage", alice.send(session, 1, "00"), "keyGeneration");
    refused("SendMessage", alice.send(session, 0, "00").put("keyGeneration", 1), -32003);
  }

  @ParameterizedTest
  @ValueSource(strings = {"creator", "timestamp", "nonce"})
  void aSignedCreationLacksNothing(String field) {
    malformed("CreateSession", alice.create(bob).without(field), field);
  }

  @Test
  void aSignedCreationWithoutItsSignatureIsUnauthorized() {
    refused("CreateSession", alice.create(bob).without("signature"), -32003);
  }

  @ParameterizedTest
  @ValueSource(strings = {"18446744073709551616", "-1", "1.5", "\"-1\"", "\"1e3\"", "true", "\"\""})
  void aNonceIsAnUnsignedNumberOf64Bits(String nonce) {
    ObjectNode creation = alice.create(bob);
    creation.set("nonce", TestCaller.json(nonce));

    malformed("CreateSession", creation, "nonce");
  }

  @Test
  void aNonceMayBeWrittenAsAString() {
    ObjectNode creation = alice.create(-1, Map.of(), bob);

    assertThat(
            caller
                .result("sessionvm.CreateSession", creation.put("nonce", "18446744073709551615"))
                .has("sessionId"))
        .isTrue();
  }

  @Test
  void aCreationIsTimely() {
    ObjectNode creation = alice.create(bob);
    node.time().advance(601_000);

    malformed("CreateSession", creation, "timestamp");
  }

  @Test
  void anUnsignedCreationIsFilledInAndEachIsNew() {
    ObjectNode creation = Person.unsigned(List.of(alice, bob), Map.of("k", "v"));

    JsonNode first = caller.result("session.create", creation);
    JsonNode second = caller.result("session.create", creation);

    assertThat(first.get("sessionId")).isNotEqualTo(second.get("sessionId"));
    JsonNode session =
        caller
            .result("session.get", TestCaller.object().set("sessionId", first.get("sessionId")))
            .get("session");
    assertThat(session.get("status").textValue()).isEqualTo("pending");
    assertThat(session.get("accepted").toString()).isEqualTo("[false,false]");
    assertThat(session.get("proved").toString()).isEqualTo("[true,true]");
    assertThat(session.get("metadata").toString()).isEqualTo("{\"k\":\"v\"}");
  }

  @Test
  void participantsAreOneToAHundredAndDifferent() {
    ObjectNode creation = Person.unsigned(List.of(alice, bob), Map.of());

    malformed(
        "CreateSession",
        creation.deepCopy().set("participants", TestCaller.json("[]")),
        "participants");
    malformed("CreateSession", creation.deepCopy().without("participants"), "participants");
    malformed("CreateSession", creation.deepCopy().without("publicKeys"), "publicKeys");
    malformed("CreateSession", Person.unsigned(List.of(alice, alice), Map.of()), "participants");
    ObjectNode shuffled = creation.deepCopy();
    shuffled.set("publicKeys", Person.unsigned(List.of(bob, alice), Map.of()).get("publicKeys"));
    malformed("CreateSession", shuffled, "publicKeys[0]");
    ObjectNode hundreds = TestCaller.object();
    for (int i = 0; i < 400; i++) {
      hundreds.withArray("participants").add("07" + "%064x".formatted(i + 1));
      hundreds.withArray("publicKeys").add("00".repeat(MlKemPublicKey.BYTES));
    }
    JsonNode refused = refused("CreateSession", hundreds, -32005);
    assertThat(refused.at("/data/limit").intValue()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}",
        "[]",
        "\"x\"",
        "{\"a\":null}",
        "{\"a\":\"\\ud800\"}",
        "{\"\\u0000\":\"\"}"
      })
  void metadataIsTextThatEveryoneCanHold(String metadata) {
    ObjectNode creation = Person.unsigned(List.of(alice, bob), Map.of());
    creation.set("metadata", TestCaller.json(metadata));

    malformed("CreateSession", creation, "metadata");
  }

  @Test
  void metadataIsBounded() {
    JsonNode long1 =
        refused(
            "CreateSession",
            Person.unsigned(List.of(alice), Map.of("k", "x".repeat(4_096))),
            -32005);
    assertThat(long1.at("/data/field").textValue()).isEqualTo("metadataBytesMax");
    ObjectNode many = Person.unsigned(List.of(alice), Map.of());
    ObjectNode entries = many.putObject("metadata");
    for (int i = 0; i < 2_000; i++) {
      entries.put("k" + i, "");
    }
    refused("CreateSession", many, -32005);
  }

  @Test
  void keysThatAreNoKeysAreRefusedByName() {
    malformed("RegisterIdentity", alice.register().put("kemPublicKey", "00"), "kemPublicKey");
    malformed(
        "RegisterIdentity",
        alice.register().put("kemPublicKey", "ff".repeat(1184)),
        "kemPublicKey");
    malformed("RegisterIdentity", alice.register().put("dsaPublicKey", ""), "dsaPublicKey");
    refused("GetIdentity", TestCaller.object().put("id", eve.id().toCb58()), -32001);
  }

  @Test
  void anExpiredSessionSaysSoWithoutABlock() {
    String session = session();
    node.time().advance(86_400_000);

    JsonNode error = refused("SendMessage", alice.send(session, "00"), -32002);
    assertThat(error.get("message").textValue()).isEqualTo("session expired");
    refused("CloseSession", alice.close(session), -32002);
  }

  @Test
  void theSameMessageAgainIsTheSameMessage() {
    String session = session();
    JsonNode first = caller.result("sessionvm.SendMessage", alice.send(session, "aa"));

    assertThat(caller.result("sessionvm.SendMessage", alice.send(session, "aa"))).isEqualTo(first);
    refused("SendMessage", alice.send(session, "aa").put("signature", "00".repeat(3309)), -32003);
    caller.result("sessionvm.CloseSession", alice.close(session));
    assertThat(caller.result("sessionvm.SendMessage", alice.send(session, "aa"))).isEqualTo(first);
  }

  @Test
  void aWriteWhoseBlockDoesNotComeMayBeAskedForLater() {
    try (TestNode slow = TestNode.options().bounds(TestNode.impatient()).withoutBlocks().start();
        TestCaller asking = slow.caller()) {
      Person carol = Person.of(slow);
      ObjectNode creation = carol.create();

      JsonNode error = asking.error("sessionvm.CreateSession", creation);

      assertThat(error.get("code").intValue()).isEqualTo(-32000);
      assertThat(error.get("message").textValue()).isEqualTo("not yet accepted");
      assertThat(error.at("/data/reason").textValue()).isEqualTo("not yet accepted");
      assertThat(error.at("/data/id").textValue()).hasSizeBetween(45, 52);
      slow.sequence();
      assertThat(asking.result("sessionvm.CreateSession", creation).has("sessionId")).isTrue();
    }
  }

  @Test
  void aNodeThatIsFullSaysWhenToComeBack() {
    VmSettings tiny = new VmSettings(1, 1 << 20, 16, false, 60_000);
    try (TestNode full =
            TestNode.options().bounds(TestNode.impatient()).vm(tiny).withoutBlocks().start();
        TestCaller asking = full.caller()) {
      Person carol = Person.of(full);
      asking.error("sessionvm.CreateSession", carol.create());

      JsonNode error = asking.error("sessionvm.CreateSession", carol.create(8, Map.of()));

      assertThat(error.get("code").intValue()).isEqualTo(-32005);
      assertThat(error.at("/data/retryAfterMs").longValue()).isPositive();
    }
  }
}
