package org.sessionvm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.client.ReceivedMessage.Reason;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;

class SecureSessionTest {
  private static final Identity ALICE = Identity.generate();
  private static final Identity BOB = Identity.generate();
  private static final Identity CAROL = Identity.generate();
  private static final String GET_MESSAGES = "sessionvm.GetMessages";

  private FakeNode node;
  private SessionClient client;
  private SessionProvider provider;

  @BeforeEach
  void start() throws IOException {
    node = new FakeNode();
    client =
        new SessionClient(
            node.address(), ClientSettings.DEFAULT, Clock.systemUTC(), new FakeRetryClock());
    provider = new SessionProvider(client);
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
  }

  @AfterAll
  static void wipe() {
    List.of(ALICE, BOB, CAROL).forEach(Identity::close);
  }

  private SecureSession withBob() {
    return provider.createSecureSession(ALICE, List.of(BOB.keys().toBytes()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Each message in one word: its text, "own", a reason, or the numbers that are missing. */
  private static List<String> read(SecureSession session) {
    List<String> seen = new ArrayList<>();
    for (ReceivedMessage message : session.messages(0)) {
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
  void twoHoldAConversation() {
    SecureSession alice = withBob();
    SecureSession bob = provider.openSecureSession(BOB, alice.id());

    alice.send(utf8("Lunch?"));
    bob.accept();
    bob.send(utf8("Yes"));

    assertThat(read(bob)).containsExactly("Lunch?", "own");
    assertThat(read(alice)).containsExactly("own", "Yes");
    assertThat(node.requests).noneMatch(request -> request.body().contains("Lunch"));
  }

  @Test
  void everyoneInAGroupReadsEverything() {
    SecureSession alice =
        provider.createSecureSession(ALICE, List.of(BOB.keys().toBytes(), CAROL.keys().toBytes()));

    alice.send(utf8("hello all"));

    assertThat(read(alice)).containsExactly("hello all");
    assertThat(read(provider.openSecureSession(CAROL, alice.id()))).containsExactly("hello all");
  }

  @Test
  void reportsEveryKindOfForgeryInItsPlaceAndReadsOn() {
    SecureSession alice = withBob();
    SecureSession bob = provider.openSecureSession(BOB, alice.id());
    alice.send(utf8("first"));
    alice.send(utf8("second"));
    String other = new SessionId(BOB.participant().bytes()).toCb58();
    String otherId = new TransactionId(BOB.participant().bytes()).toCb58();

    assertThat(readWith(bob, m -> m.put("sessionId", other))).isEqualTo("OTHER_SESSION");
    assertThat(readWith(bob, m -> m.put("sender", CAROL.participant().toCb58())))
        .isEqualTo("NOT_A_PARTICIPANT");
    assertThat(readWith(bob, m -> m.put("sender", BOB.participant().toCb58())))
        .isEqualTo("WRONG_ID");
    assertThat(readWith(bob, m -> m.put("ciphertext", "00"))).isEqualTo("WRONG_ID");
    assertThat(readWith(bob, m -> m.put("keyGeneration", 1))).isEqualTo("WRONG_ID");
    assertThat(readWith(bob, m -> m.put("id", otherId))).isEqualTo("WRONG_ID");
    assertThat(readWith(bob, m -> m.put("signature", "00".repeat(3309))))
        .isEqualTo("BAD_SIGNATURE");
    assertThat(readWith(bob, m -> m.put("signature", ""))).isEqualTo("BAD_SIGNATURE");
    assertThat(readWith(bob, m -> m.put("sequence", 7))).isEqualTo("OUT_OF_ORDER");
  }

  /** What Bob reads instead of the first of two messages; the second one must be there. */
  private String readWith(SecureSession bob, Consumer<ObjectNode> forgery) {
    node.lie(GET_MESSAGES, page -> messagesOf(page).stream().limit(1).forEach(forgery));
    List<String> seen = new ArrayList<>(read(bob));
    seen.remove("0-1");
    assertThat(seen).hasSize(2).last().isEqualTo("second");
    return seen.getFirst();
  }

  private static List<ObjectNode> messagesOf(ObjectNode page) {
    List<ObjectNode> messages = new ArrayList<>();
    page.withArray("messages").forEach(message -> messages.add((ObjectNode) message));
    return messages;
  }

  @Test
  void reportsAMessageThatItsSenderSignedButThatDoesNotOpen() {
    SecureSession alice = withBob();
    client.sendMessage(ALICE, alice.id(), Bytes.fromHex("c0ffee"));

    assertThat(read(provider.openSecureSession(BOB, alice.id())))
        .containsExactly(Reason.DECRYPTION_FAILED.name());
  }

  @Test
  void reportsARepetitionAndAGap() {
    SecureSession alice = withBob();
    SecureSession bob = provider.openSecureSession(BOB, alice.id());
    alice.send(utf8("a"));
    alice.send(utf8("b"));
    node.lie(
        GET_MESSAGES,
        page -> {
          List<ObjectNode> messages = messagesOf(page);
          if (!messages.isEmpty()) {
            ArrayNode forged = page.putArray("messages");
            forged.add(messages.get(0));
            forged.add(messages.get(0).deepCopy().put("sequence", 3));
            page.put("nextSequence", 5);
          }
        });

    assertThat(read(bob)).containsExactly("a", "1-3", "REPEATED", "4-5");
  }

  @Test
  void refusesToEncryptToKeysThatNobodyProved() {
    SecureSession alice = withBob();
    node.lie(
        "sessionvm.GetSession", r -> r.withObject("session").withArray("proved").set(1, false));
    alice.refresh();

    assertThatThrownBy(() -> alice.send(utf8("secret")))
        .isInstanceOfSatisfying(
            ClientException.UnprovedKeys.class,
            e -> assertThat(e.participant()).isEqualTo(BOB.participant()));
    assertThat(node.requests("sessionvm.SendMessage")).isEmpty();
  }

  @Test
  void refusesKeysWhoseHashIsNotTheParticipant() {
    SecureSession alice = withBob();
    String carols = Base64.getEncoder().encodeToString(CAROL.keys().toBytes().toByteArray());
    node.lie(
        "sessionvm.GetSession",
        r -> r.withObject("session").withArray("publicKeys").set(1, carols));
    alice.refresh();

    assertThatThrownBy(() -> alice.send(utf8("secret")))
        .isInstanceOf(ClientException.UnprovedKeys.class);
  }

  @Test
  void encryptsToAShortKeyOnceItsOwnerIsKnownWithIt() {
    client.registerIdentity(BOB);
    SessionId id =
        client
            .createSession(
                ALICE,
                List.of(ALICE.participant(), BOB.participant()),
                List.of(ALICE.keys().toBytes(), BOB.keys().kem().bytes()),
                Map.of())
            .id();

    provider.openSecureSession(ALICE, id).send(utf8("hi"));

    assertThat(read(provider.openSecureSession(BOB, id))).containsExactly("hi");
  }

  @Test
  void refusesAShortKeyThatIsNotTheOneOfItsOwner() {
    client.registerIdentity(BOB);
    SessionId id =
        client
            .createSession(
                ALICE,
                List.of(ALICE.participant(), BOB.participant()),
                List.of(ALICE.keys().toBytes(), CAROL.keys().kem().bytes()),
                Map.of())
            .id();

    assertThatThrownBy(() -> provider.openSecureSession(ALICE, id).encrypt(utf8("hi")))
        .isInstanceOf(ClientException.UnprovedKeys.class);
  }

  @Test
  void refusesOtherParticipantsThanThoseItChose() {
    node.lie(
        "sessionvm.GetSession",
        r ->
            r.withObject("session").withArray("participants").set(1, CAROL.participant().toCb58()));

    assertThatThrownBy(this::withBob)
        .isInstanceOf(ClientException.ProtocolViolation.class)
        .hasMessageContaining("participants");
  }

  @Test
  void refusesASessionWhoseParticipantsNothingProves() {
    node.lie("sessionvm.GetSession", r -> r.withObject("session").remove("creation"));

    assertThatThrownBy(this::withBob)
        .isInstanceOf(ClientException.ProtocolViolation.class)
        .hasMessageContaining("creation");
  }

  @Test
  void opensNoSessionOfOthers() {
    SessionId id = withBob().id();

    assertThatThrownBy(() -> provider.openSecureSession(CAROL, id))
        .isInstanceOf(ClientException.Unauthorized.class);
  }

  @Test
  void signsFreeTextButNothingThatCouldBeATransaction() {
    SecureSession alice = withBob();

    assertThat(alice.sign(Bytes.wrap(utf8("hello"))).size()).isEqualTo(3309);
    assertThatThrownBy(() -> alice.sign(Bytes.wrap(utf8("sessionvm.tx.v1"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesASessionWithoutOthersOrWithOneTwice() {
    Bytes bob = BOB.keys().toBytes();

    for (List<Bytes> keys :
        List.of(List.<Bytes>of(), List.of(bob, bob), List.of(ALICE.keys().toBytes()))) {
      assertThatThrownBy(() -> provider.createSecureSession(ALICE, keys))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aPlaintextPrintsOnlyItsLengthAndIsWipedWhenClosed() {
    Plaintext plaintext = new Plaintext(utf8("top secret"));

    assertThat(plaintext.toString()).isEqualTo("Plaintext[10 bytes]");
    plaintext.close();
    assertThat(plaintext.toByteArray()).containsOnly(0);
  }
}
