package org.sessionvm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.client.ClientException.LimitExceeded;
import org.sessionvm.client.ClientException.NodeUnavailable;
import org.sessionvm.client.ClientException.NotYetAccepted;
import org.sessionvm.client.ClientException.ProtocolViolation;
import org.sessionvm.client.ClientException.Unauthorized;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.vm.Message;

class SessionClientTest {
  private static final Identity ALICE = Identity.generate();
  private static final Identity BOB = Identity.generate();
  private static final Bytes CIPHERTEXT = Bytes.fromHex("c1");
  private static final String SEND = "sessionvm.SendMessage";

  private final FakeRetryClock retryClock = new FakeRetryClock();
  private FakeNode node;
  private SessionClient client;

  @BeforeEach
  void start() throws IOException {
    node = new FakeNode();
    client = client(ClientSettings.DEFAULT);
  }

  @AfterEach
  void stop() {
    client.close();
    node.close();
  }

  @AfterAll
  static void wipe() {
    ALICE.close();
    BOB.close();
  }

  private SessionClient client(ClientSettings settings) {
    return new SessionClient(node.address(), settings, Clock.systemUTC(), retryClock);
  }

  private SessionId session() {
    return client
        .createSession(
            ALICE,
            List.of(ALICE.participant(), BOB.participant()),
            List.of(ALICE.keys().toBytes(), BOB.keys().toBytes()),
            Map.of("topic", "lunch"))
        .id();
  }

  @Test
  void resendsTheSameSignedBytesUntilTheNodeAnswers() {
    SessionId session = session();
    node.failNext(
        SEND,
        FakeNode.hangUp(),
        FakeNode.truncated(),
        FakeNode.raw(500, "oops"),
        FakeNode.raw(503, ""),
        FakeNode.raw(429, "", "Retry-After", "3"),
        FakeNode.error(-32005, "{\"limit\":\"rate\",\"retryAfterMs\":1500}"),
        FakeNode.error(-32006, "{\"reason\":\"full\",\"retryAfterMs\":1700}"),
        FakeNode.error(
            -32000,
            "{\"reason\":\"not yet accepted\",\"id\":\"%s\"}"
                .formatted(new TransactionId(session.bytes()).toCb58())));

    SentMessage sent = client.sendMessage(ALICE, session, CIPHERTEXT);

    assertThat(sent.sequence()).isZero();
    List<String> bodies = node.requests(SEND).stream().map(FakeNode.Request::body).toList();
    assertThat(bodies).hasSize(9).containsOnly(bodies.getFirst());
    assertThat(node.chain.messages.get(session)).hasSize(1);
    assertThat(retryClock.pauses.get(4)).isGreaterThan(Duration.ofSeconds(3));
    assertThat(retryClock.pauses.get(5)).isGreaterThan(Duration.ofMillis(1500));
    assertThat(retryClock.pauses.get(6)).isGreaterThan(Duration.ofMillis(1700));
  }

  @Test
  void answersAPreparedTransactionThatWasSentBefore() {
    PreparedTransaction message =
        client.prepare(ALICE, new SendMessage(session(), ALICE.participant(), 0, CIPHERTEXT));

    Outcome first = client.submit(message);

    assertThat(client.submit(message)).isEqualTo(first);
  }

  /** On a machine of two cores that pool has one thread, which whoever waits in it takes. */
  @Test
  void needsNoThreadOfThePoolThatAProcessShares() {
    CountDownLatch enough = new CountDownLatch(1);
    List<ForkJoinTask<Boolean>> waiters =
        Stream.generate(
                () -> ForkJoinPool.commonPool().submit(() -> enough.await(60, TimeUnit.SECONDS)))
            .limit(Math.max(1, ForkJoinPool.getCommonPoolParallelism()))
            .toList();
    client = client(ClientSettings.DEFAULT.withDeadline(Duration.ofSeconds(10)));

    assertThat(client.health().healthy()).isTrue();
    enough.countDown();
    assertThat(waiters).allMatch(ForkJoinTask::join);
  }

  @Test
  void givesUpOnASilentNodeAtTheDeadline() {
    client = client(ClientSettings.DEFAULT.withDeadline(Duration.ofSeconds(2)));
    node.failNext("sessionvm.Health", repeat(FakeNode.hangUp(), 100));

    assertThatThrownBy(client::health).isInstanceOf(NodeUnavailable.class);
    assertThat(retryClock.nanoTime()).isLessThan(Duration.ofSeconds(2).toNanos());
    assertThat(retryClock.pauses).hasSizeGreaterThan(2);
  }

  @Test
  void namesTheTransactionThatIsNotYetAcceptedAtTheDeadline() {
    SessionId session = session();
    TransactionId id = new TransactionId(session.bytes());
    String data = "{\"reason\":\"not yet accepted\",\"id\":\"%s\"}".formatted(id.toCb58());
    node.failNext(SEND, repeat(FakeNode.error(-32000, data), 100));

    Throwable thrown = catchThrowable(() -> client.sendMessage(ALICE, session, CIPHERTEXT));

    assertThat(((NotYetAccepted) thrown).id()).isEqualTo(id);
  }

  @Test
  void doesNotRepeatWhatWaitingDoesNotHelp() {
    SessionId session = session();
    node.failNext(SEND, FakeNode.error(-32005, "{\"limit\":\"maxMessages\"}"));

    Throwable thrown = catchThrowable(() -> client.sendMessage(ALICE, session, CIPHERTEXT));

    assertThat(((LimitExceeded) thrown).limit()).isEqualTo("maxMessages");
    assertThat(node.requests(SEND)).hasSize(1);
  }

  @Test
  void hangsUpOnAnEndlessAnswer() {
    node.failNext("sessionvm.Health", FakeNode.endless());

    assertViolation(client::health, "longer than");
  }

  @Test
  void doesNotWaitForeverForTheRestOfAnAnswer() {
    client =
        client(
            new ClientSettings(
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                Duration.ofMillis(150),
                1 << 20,
                Optional.empty(),
                Optional.empty()));
    node.failNext("sessionvm.Health", repeat(node.stalled(), 10));

    assertThatThrownBy(client::health).isInstanceOf(NodeUnavailable.class);
  }

  @Test
  void refusesWhatIsNotOneJsonRpcAnswer() {
    for (String body :
        List.of(
            "",
            "not json",
            "[]",
            "{} {}",
            "{\"id\":1,\"result\":{}}",
            "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}",
            "{\"jsonrpc\":\"2.0\",\"id\":99,\"id\":1,\"result\":{}}",
            "{\"jsonrpc\":\"2.0\",\"id\":1}",
            "[".repeat(100_000))) {
      node.failNext("sessionvm.Health", FakeNode.raw(200, body));

      assertViolation(client::health, "");
    }
  }

  @Test
  void doesNotFollowARedirect() {
    node.failNext("sessionvm.Health", FakeNode.raw(302, "", "Location", "http://127.0.0.1:1/rpc"));

    assertViolation(client::health, "HTTP 302");
  }

  @Test
  void showsTextOfTheNodeAsOneLineOfVisibleAscii() {
    node.failNext(
        "sessionvm.Health",
        FakeNode.raw(
            200,
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32001,\"message\":\"\\u001b[31m%s\"}}"
                .formatted("a".repeat(5_000))));

    assertThatThrownBy(client::health)
        .isInstanceOf(ClientException.UnknownSession.class)
        .message()
        .startsWith("?[31maaa")
        .hasSize(200);
  }

  @Test
  void noticesIdsThatTheNodeMadeUp() {
    SessionId session = session();
    SentMessage sent = client.sendMessage(ALICE, session, CIPHERTEXT);
    client.registerIdentity(ALICE);
    client.registerIdentity(BOB);
    String wrong = new TransactionId(ALICE.participant().bytes()).toCb58();

    node.lie(SEND, result -> result.put("messageId", wrong));
    assertViolation(() -> client.sendMessage(ALICE, session, CIPHERTEXT), "another id");
    node.lie("sessionvm.CreateSession", result -> result.put("sessionId", wrong));
    assertViolation(this::session, "another id");
    node.lie("sessionvm.RegisterIdentity", result -> result.put("id", wrong));
    assertViolation(() -> client.registerIdentity(BOB), "another id");
    node.lie("sessionvm.GetSession", result -> result.withObject("session").put("id", wrong));
    assertViolation(() -> client.getSession(session), "another session");
    node.lie("sessionvm.GetMessage", result -> result.withObject("message").put("id", wrong));
    assertViolation(() -> client.getMessage(BOB, sent.id()), "another message");
    node.lie(
        "sessionvm.GetIdentity",
        result -> result.put("dsaPublicKey", ALICE.keys().dsa().bytes().toHex()));
    assertThat(client.getIdentity(ALICE.participant())).isEqualTo(ALICE.keys());
    assertViolation(() -> client.getIdentity(BOB.participant()), "somebody else");
  }

  @Test
  void noticesAParticipantWhomTheNodeAdded() {
    SessionId session = session();
    try (Identity eve = Identity.generate()) {
      node.lie(
          "sessionvm.GetSession",
          result ->
              result
                  .withObject("session")
                  .withArray("participants")
                  .set(0, eve.participant().toCb58()));

      assertViolation(() -> client.getSession(session), "participants");
    }
  }

  @Test
  void refusesAnotherChainThanThePinnedOneAndSignsNothingForIt() {
    ChainId other = new ChainId(ALICE.participant().bytes());
    client = client(ClientSettings.DEFAULT.withChain(other));

    assertViolation(this::session, "not on " + other);
    assertThat(node.requests("sessionvm.CreateSession")).isEmpty();
  }

  @Test
  void noticesThatTheNodeChangedItsChain() {
    client.info();
    node.lie("sessionvm.Info", result -> result.put("chainId", ALICE.participant().toCb58()));

    assertViolation(client::info, "chain");
  }

  @Test
  void getsATokenOnceAndSendsItInItsHeaderAlone() {
    SessionId session = session();

    client.messagePage(ALICE, session, 0, 1);
    client.messagePage(ALICE, session, 0, 1);

    assertThat(node.requests("sessionvm.Authenticate")).hasSize(1);
    assertThat(node.requests("sessionvm.GetMessages"))
        .allSatisfy(
            request -> {
              assertThat(request.authorization()).contains("Bearer token-1");
              assertThat(request.body()).doesNotContain("token-1");
            });
    assertThat(node.requests("sessionvm.Info").getFirst().authorization()).isEmpty();
  }

  @Test
  void getsANewTokenWhenTheNodeForgotTheOld() {
    SessionId session = session();
    client.authenticate(ALICE);
    node.failNext("sessionvm.GetMessages", FakeNode.error(-32003, "{}"));

    client.messagePage(ALICE, session, 0, 1);

    assertThat(node.requests("sessionvm.GetMessages").getLast().authorization())
        .contains("Bearer token-2");
  }

  @Test
  void signsTheNodesTimeWhenItsOwnIsRefused() {
    long serverTime = 1_700_000_000_000L;
    node.failNext(
        "sessionvm.Authenticate",
        FakeNode.error(-32003, "{\"serverTime\":%d}".formatted(serverTime)));

    client.authenticate(ALICE);

    assertThat(node.chain.authenticationTimes).hasSize(1);
    assertThat(node.chain.authenticationTimes.getFirst())
        .isBetween(serverTime, serverTime + 30_000);
  }

  @Test
  void datesACreationByTheNodesClockWhenItsOwnIsFarOff() {
    long serverTime = 1_700_000_000_000L;
    node.lie("sessionvm.Info", result -> result.put("serverTime", serverTime));

    session();

    assertThat(
            node.requests("sessionvm.CreateSession").getFirst().params().path("timestamp").asLong())
        .isBetween(serverTime, serverTime + 30_000);
  }

  @Test
  void saysThatAnIdentityIsRefusedWithoutTryingForever() {
    node.failNext("sessionvm.Authenticate", repeat(FakeNode.error(-32003, "{}"), 5));

    assertThatThrownBy(() -> client.authenticate(ALICE)).isInstanceOf(Unauthorized.class);
    assertThat(node.requests("sessionvm.Authenticate")).hasSize(1);
  }

  @Test
  void followsPagesToTheEnd() {
    SessionId session = session();
    for (int i = 0; i < 5; i++) {
      client.sendMessage(ALICE, session, Bytes.wrap(new byte[] {(byte) i}));
    }
    session();
    session();

    assertThat(client.getMessages(ALICE, session, 1))
        .extracting(Message::ciphertext)
        .containsExactly(
            Bytes.fromHex("01"), Bytes.fromHex("02"), Bytes.fromHex("03"), Bytes.fromHex("04"));
    assertThat(client.listSessions(ALICE)).hasSize(3);
  }

  @Test
  void readsWhatTheNodeSaysOfItself() {
    assertThat(client.health()).isEqualTo(new NodeHealth(true, 1, 0, 2));
    assertThat(client.info().version()).isEqualTo("fake");
    assertThat(client.discover()).contains("openrpc");
    SessionId session = session();
    assertThat(client.acceptSession(BOB, session).wireName()).isEqualTo("active");
    client.closeSession(BOB, session);
    assertThat(client.getSession(session).accepted()).containsExactly(true, false);
  }

  private static FakeNode.Fault[] repeat(FakeNode.Fault fault, int times) {
    return Collections.nCopies(times, fault).toArray(new FakeNode.Fault[0]);
  }

  private static void assertViolation(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ProtocolViolation.class).hasMessageContaining(message);
  }
}
