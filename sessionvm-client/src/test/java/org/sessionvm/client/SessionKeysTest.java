package org.sessionvm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.crypto.envelope.KeyGenerationId;
import org.sessionvm.crypto.envelope.KeyScope;
import org.sessionvm.crypto.envelope.SharedSecret;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.crypto.provider.BouncyCastleProvider;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.transaction.WrappedKey;

class SessionKeysTest {
  private static final Identity ALICE = Identity.generate();
  private static final Identity BOB = Identity.generate();
  private static final Identity CAROL = Identity.generate();
  private static final String NEWEST = "sessionvm.GetCurrentKeys";
  private static final String NUMBERED = "sessionvm.GetKeyByGeneration";
  private static final String ROTATE = "sessionvm.RotateSessionKey";
  private static final String SEND = "sessionvm.SendMessage";

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

  private SecureSession of(Identity participant, SecureSession session) {
    return provider.openSecureSession(participant, session.id());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

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

  /** Under which key each message was sent. */
  private List<Integer> generations() {
    return node.requests(SEND).stream()
        .map(request -> request.params().path("keyGeneration").asInt())
        .toList();
  }

  @Test
  void everyoneReadsEveryGenerationTheSenderToo() {
    SecureSession alice = withBob();
    SecureSession bob = of(BOB, alice);

    alice.send(utf8("before"));
    assertThat(bob.rotateKey()).isEqualTo(1);
    bob.send(utf8("under the first"));
    alice.refresh();
    alice.send(utf8("the same"));
    assertThat(alice.rotateKey()).isEqualTo(2);
    alice.send(utf8("under the second"));
    bob.send(utf8("still under the first"));
    assertThat(read(bob))
        .containsExactly(
            "before", "under the first", "the same", "under the second", "still under the first");
    bob.send(utf8("now under the second"));

    assertThat(generations()).containsExactly(0, 1, 1, 2, 1, 2);
    assertThat(read(of(ALICE, alice)))
        .containsExactly(
            "own",
            "under the first",
            "the same",
            "under the second",
            "still under the first",
            "now under the second");
    assertThat(node.requests).noneMatch(request -> request.body().contains("under"));
  }

  @Test
  void aMessageUnderAKeyIsNoLongerForMoreParticipants() {
    SecureSession alice =
        provider.createSecureSession(ALICE, List.of(BOB.keys().toBytes(), CAROL.keys().toBytes()));
    alice.rotateKey();
    alice.send(utf8("hello all"));

    assertThat(read(of(CAROL, alice))).containsExactly("hello all");
    assertThat(node.requests(SEND).getFirst().params().path("ciphertext").asText())
        .hasSize(2 * ("hello all".length() + 76));
  }

  @Test
  void oneRequestPerKeyIsEnough() {
    SecureSession alice = withBob();
    alice.rotateKey();
    alice.send(utf8("a"));
    alice.send(utf8("b"));
    SecureSession bob = of(BOB, alice);
    int before = node.requests(NEWEST).size();

    assertThat(read(bob)).containsExactly("a", "b");

    assertThat(node.requests(NUMBERED)).hasSize(1);
    assertThat(node.requests(NEWEST)).hasSize(before).hasSize(2);
  }

  /**
   * Whoever runs a node can wrap a secret of his own for everyone, and name anyone as its author.
   */
  @Test
  void encryptsNothingUnderAKeyThatItsAuthorDidNotSign() {
    SecureSession alice = withBob();
    client.rotateSessionKey(CAROL, alice.id(), entries(CAROL, alice.id(), 1, ALICE, BOB));
    node.lie(NEWEST, r -> r.withObject("key").put("author", BOB.participant().toCb58()));

    alice.send(utf8("secret"));

    assertThat(generations()).containsExactly(0);
    assertThat(read(of(BOB, alice))).containsExactly("secret");
  }

  @Test
  void aKeyOfAnotherNumberOrSessionIsNone() {
    SecureSession alice = withBob();
    SecureSession other = withBob();
    for (List<WrappedKey> wrong :
        List.of(entries(BOB, alice.id(), 7, ALICE, BOB), entries(BOB, other.id(), 2, ALICE, BOB))) {
      client.rotateSessionKey(BOB, alice.id(), wrong);
      alice.refresh();
      alice.send(utf8("secret"));
    }

    assertThat(generations()).containsExactly(0, 0);
  }

  /** Bob has the secret of Alice's key, and gives it once more in her name, at another place. */
  @Test
  void aSignatureIsGoodForItsPlaceAlone() throws Exception {
    KeyGenerationId first =
        new KeyGenerationId(new KeyScope.OfSession(session(1)), 1, ALICE.participant());
    List<WrappedKey> entries = entries(ALICE, session(1), 1, ALICE, BOB);

    assertThat(isProved(FakeChain.CHAIN, first, entries)).isTrue();
    assertThat(isProved(new ChainId(ALICE.participant().bytes()), first, entries)).isFalse();
    KeyGenerationId second = new KeyGenerationId(first.scope(), 2, ALICE.participant());
    assertThat(isProved(FakeChain.CHAIN, second, again(first, second, entries))).isFalse();
    assertThat(isProved(FakeChain.CHAIN, first, again(first, first, entries))).isTrue();
  }

  @Test
  void anAuthorAnswersForOnePlaceAlone() {
    MlDsaVerifier verifier = new MlDsaVerifier(new BouncyCastleProvider());
    KeyScope scope = new KeyScope.OfSession(session(1));
    KeyProof proof = proof(scope, 1, ALICE);
    try (SharedSecret secret = SharedSecret.generate(scope);
        SharedSecret other = SharedSecret.generate(scope)) {
      Bytes signature = proof.sign(ALICE, secret);

      assertThat(proof.isBy(ALICE.keys(), secret, signature, verifier)).isTrue();
      assertThat(proof.isBy(ALICE.keys(), other, signature, verifier)).isFalse();
      assertThat(proof.isBy(BOB.keys(), secret, signature, verifier)).isFalse();
      for (KeyProof elsewhere :
          List.of(
              new KeyProof(new ChainId(ALICE.participant().bytes()), proof.id()),
              proof(new KeyScope.OfSession(session(2)), 1, ALICE),
              proof(new KeyScope.OfChannel(new ChannelId(session(1).bytes())), 1, ALICE),
              proof(scope, 2, ALICE),
              proof(scope, 1, BOB))) {
        assertThat(elsewhere.isBy(ALICE.keys(), secret, signature, verifier)).isFalse();
      }
    }
  }

  private static KeyProof proof(KeyScope scope, int generation, Identity author) {
    return new KeyProof(
        FakeChain.CHAIN, new KeyGenerationId(scope, generation, author.participant()));
  }

  private static boolean isProved(ChainId chain, KeyGenerationId id, List<WrappedKey> entries) {
    MlDsaVerifier verifier = new MlDsaVerifier(new BouncyCastleProvider());
    return new KeyRotation(chain, id).proved(entries, 1, BOB, ALICE.keys(), verifier).isPresent();
  }

  private static List<WrappedKey> again(
      KeyGenerationId from, KeyGenerationId to, List<WrappedKey> entries) throws Exception {
    List<WrappedKey> again = new ArrayList<>();
    Bytes own = entries.get(1).wrappedKey().slice(0, SharedSecret.WRAPPED_BYTES);
    try (SharedSecret secret = SharedSecret.unwrap(BOB, from, own)) {
      for (WrappedKey entry : entries) {
        Bytes rest =
            entry.wrappedKey().slice(SharedSecret.WRAPPED_BYTES, entry.wrappedKey().size());
        Bytes wrapped = secret.wrap(to, entry.participant(), new MlKemPublicKey(entry.publicKey()));
        again.add(new WrappedKey(entry.participant(), entry.publicKey(), wrapped.concat(rest)));
      }
    }
    return again;
  }

  private static SessionId session(int number) {
    byte[] id = new byte[32];
    id[31] = (byte) number;
    return new SessionId(Bytes.wrap(id));
  }

  @Test
  void whoGivesNonsenseForAKeySilencesNobody() {
    SecureSession alice = withBob();
    List<WrappedKey> nonsense =
        entries(BOB, alice.id(), 1, ALICE, BOB).stream()
            .map(
                entry ->
                    new WrappedKey(entry.participant(), entry.publicKey(), Bytes.fromHex("c0de")))
            .toList();
    client.rotateSessionKey(BOB, alice.id(), nonsense);

    alice.send(utf8("secret"));

    assertThat(generations()).containsExactly(0);
    assertThat(read(of(BOB, alice))).containsExactly("secret");
  }

  @Test
  void aKeyWithAPieceOfItsSignatureChangedIsNone() {
    SecureSession alice = withBob();
    alice.rotateKey();
    node.lie(NEWEST, r -> changeLastDigit((ObjectNode) r.at("/key/entries/1"), "wrappedKey"));
    alice.send(utf8("secret"));

    assertThat(generations()).containsExactly(0);
  }

  @Test
  void reportsAMessageUnderAKeyThatNobodyAnswersForAndReadsOn() {
    SecureSession alice = withBob();
    client.rotateSessionKey(ALICE, alice.id(), entries(ALICE, alice.id(), 9, ALICE, BOB));
    client.sendMessage(ALICE, alice.id(), 1, Bytes.fromHex("c0ffee"));
    alice.rotateKey();
    client.sendMessage(ALICE, alice.id(), 2, Bytes.fromHex("c0ffee"));
    alice.send(utf8("good"));

    assertThat(read(of(BOB, alice))).containsExactly("UNPROVED_KEY", "DECRYPTION_FAILED", "good");
  }

  @Test
  void aMessageUnderAKeyThatIsNotThereEndsNothing() {
    SecureSession alice = withBob();
    client.sendMessage(ALICE, alice.id(), 1, Bytes.fromHex("c0ffee"));
    alice.send(utf8("good"));
    node.failNext(
        NUMBERED, FakeNode.error(-32602, "{\"field\":\"generation\",\"reason\":\"no such key\"}"));

    assertThat(read(of(BOB, alice))).containsExactly("UNPROVED_KEY", "good");
  }

  /** Others rotate between the look at the newest key and the block: the first time, or always. */
  @Test
  void triesAgainWhenOthersWereFirst() {
    SecureSession alice = withBob();
    AtomicInteger calls = new AtomicInteger();
    node.lie(
        ROTATE,
        r -> {
          if (calls.getAndIncrement() == 0) {
            r.put("generation", 9);
          }
        });

    assertThat(alice.rotateKey()).isEqualTo(2);
    assertThat(calls).hasValue(2);
    node.lie(ROTATE, r -> r.put("generation", 9));
    assertThatThrownBy(alice::rotateKey).isInstanceOf(ClientException.NodeUnavailable.class);
  }

  @Test
  void wrapsNothingForKeysThatNobodyProved() {
    SecureSession alice = withBob();
    node.lie(
        "sessionvm.GetSession", r -> r.withObject("session").withArray("proved").set(1, false));
    alice.refresh();

    assertThatThrownBy(alice::rotateKey).isInstanceOf(ClientException.UnprovedKeys.class);
    assertThat(node.requests(ROTATE)).isEmpty();
  }

  @Test
  void aSessionOfOneHasNoKeys() {
    SessionId alone =
        client
            .createSession(
                ALICE, List.of(ALICE.participant()), List.of(ALICE.keys().toBytes()), Map.of())
            .id();

    assertThatThrownBy(() -> provider.openSecureSession(ALICE, alone).rotateKey())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesAnswersThatDoNotHoldTogether() {
    SecureSession alice = withBob();
    alice.rotateKey();
    SessionId id = alice.id();

    assertViolation(NEWEST, r -> r.put("generation", 2), () -> client.currentKeys(ALICE, id));
    assertViolation(NEWEST, r -> r.put("generation", 0), () -> client.currentKeys(ALICE, id));
    assertViolation(NEWEST, r -> r.putNull("key"), () -> client.currentKeys(ALICE, id));
    assertViolation(
        NUMBERED,
        r -> r.withObject("key").put("generation", 2),
        () -> client.keyByGeneration(ALICE, id, 1));
    assertViolation(
        NUMBERED,
        r -> r.withObject("key").put("author", CAROL.participant().toCb58()),
        () -> client.keyByGeneration(ALICE, id, 1));
    assertViolation(
        NUMBERED,
        r -> r.withObject("key").withArray("entries").set(1, r.at("/key/entries/0")),
        () -> client.keyByGeneration(ALICE, id, 1));
    assertViolation(
        NUMBERED,
        r -> ((ObjectNode) r.at("/key/entries/0")).put("publicKey", "00"),
        () -> client.keyByGeneration(ALICE, id, 1));
    assertViolation(
        NUMBERED,
        r -> ((ObjectNode) r.at("/key/entries/0")).put("wrappedKey", ""),
        () -> client.keyByGeneration(ALICE, id, 1));
    assertViolation(
        NEWEST,
        r -> r.withObject("key").withArray("entries").remove(1),
        () -> of(ALICE, alice).send(utf8("secret")));
    assertViolation(ROTATE, r -> r.put("generation", 1025), alice::rotateKey);
  }

  private void assertViolation(String method, Consumer<ObjectNode> lie, ThrowingCallable call) {
    node.lie(method, lie);
    assertThatThrownBy(call).isInstanceOf(ClientException.ProtocolViolation.class);
    node.lie(method, _ -> {});
  }

  private static List<WrappedKey> entries(
      Identity author, SessionId session, int generation, Identity... recipients) {
    Map<ParticipantId, MlKemPublicKey> keys = new LinkedHashMap<>();
    for (Identity recipient : recipients) {
      keys.put(recipient.participant(), recipient.keys().kem());
    }
    KeyGenerationId id =
        new KeyGenerationId(new KeyScope.OfSession(session), generation, author.participant());
    return new KeyRotation(FakeChain.CHAIN, id).entries(author, keys);
  }

  private static void changeLastDigit(ObjectNode object, String member) {
    String hex = object.path(member).asText();
    String digit = hex.endsWith("0") ? "1" : "0";
    object.put(member, hex.substring(0, hex.length() - 1) + digit);
  }
}
