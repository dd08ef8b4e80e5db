package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionvm.execution.Receipt;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Progress;
import org.sessionvm.mempool.OutcomeUnknownException;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.state.Columns;
import org.sessionvm.state.SessionView;
import org.sessionvm.testkit.store.FaultyStore;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.vm.LocalSequencer;
import org.sessionvm.vm.Message;
import org.sessionvm.vm.StateReader;
import org.sessionvm.vm.Submission;
import org.sessionvm.vm.VmSettings;

/** A store that fails, a sequencer that stops, and many who send at once. */
class RecoveryTest {
  private static final TestIdentity ALICE = FakeCrypto.identity(1);
  private static final TestIdentity BOB = FakeCrypto.identity(2);
  private static final long PATIENCE_SECONDS = 30;

  private final FaultyStore store = new FaultyStore(new InMemoryStore(Columns.ids()));
  private final AtomicReference<Throwable> fatal = new AtomicReference<>();

  private VmFixture open(VmSettings settings) {
    return VmFixture.setup().store(store).settings(settings).open();
  }

  private static SessionId session(VmFixture chain) {
    SessionId session =
        chain.create(SessionDraft.at(chain.time().currentMillis()).with(ALICE, BOB), ALICE);
    chain.submitAndBuild(new AcceptSession(session, BOB.participant()), BOB);
    return session;
  }

  private static PreparedTransaction message(VmFixture chain, SessionId session, int number) {
    Bytes text = Bytes.fromHex("%08x".formatted(number));
    return chain
        .vm()
        .prepare(chain.sign(new SendMessage(session, ALICE.participant(), 0, text), ALICE));
  }

  private static CompletableFuture<Receipt> waiting(Submission submission) {
    return ((Submission.Waiting) submission).receipt();
  }

  @ParameterizedTest
  @EnumSource(FaultyStore.CommitFault.class)
  void tellsEveryoneOnceAfterACommitOfUnknownOutcome(FaultyStore.CommitFault fault) {
    try (VmFixture chain = open(VmSettings.DEFAULT)) {
      SessionId session = session(chain);
      AtomicInteger told = new AtomicInteger();
      CompletableFuture<Receipt> receipt = waiting(chain.vm().submit(message(chain, session, 1)));
      CompletableFuture<Void> counted = receipt.thenRun(told::incrementAndGet);
      AtomicInteger blocks = new AtomicInteger();
      chain.vm().listen((_, _) -> blocks.incrementAndGet());
      store.failNextCommit(fault);

      assertThatThrownBy(chain::buildAndAccept).isInstanceOf(StoreException.class);
      assertThat(chain.vm().status().isHealthy()).isFalse();
      assertThat(receipt).isNotDone();
      store.failReopen(true);
      assertThatThrownBy(() -> chain.vm().recover()).isInstanceOf(StoreException.class);
      assertThat(chain.vm().status().isHealthy()).isFalse();
      store.failReopen(false);
      chain.vm().recover();
      chain.buildAndAccept();

      assertThat(chain.vm().status().isHealthy()).isTrue();
      assertThat(VmFixture.sequence(receipt.join())).isZero();
      assertThat(counted).isCompleted();
      assertThat(told).hasValue(1);
      assertThat(blocks).hasValue(1);
      assertThat(chain.vm().mempool().size()).isZero();
      assertSound(chain, session, 1);
    }
  }

  private static void assertSound(VmFixture chain, SessionId session, int messages) {
    assertThat(
            IntegrityCheck.run(chain.store(), ChainRules.DEFAULT, new FakeCrypto(), Progress.SILENT)
                .findings())
        .isEmpty();
    try (StateReader reader = chain.vm().read()) {
      SessionView view = reader.session(session).orElseThrow();
      assertThat(view.head().nextSequence()).isEqualTo(messages);
    }
  }

  @ParameterizedTest
  @EnumSource(FaultyStore.CommitFault.class)
  void sequencerRecoversByItself(FaultyStore.CommitFault fault) throws Exception {
    try (VmFixture chain = open(VmSettings.DEFAULT)) {
      SessionId session = session(chain);
      store.failNextCommit(fault);
      try (LocalSequencer _ = LocalSequencer.start(chain.vm(), VmSettings.DEFAULT, fatal::set)) {
        Receipt receipt =
            waiting(chain.vm().submit(message(chain, session, 1)))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(VmFixture.sequence(receipt)).isZero();
      }
      assertThat(chain.vm().status().isHealthy()).isTrue();
      assertSound(chain, session, 1);
    }
    assertThat(fatal).hasNullValue();
  }

  @Test
  void saysSoWhenTheStateCannotBeReadAndGoesOnWhenItCan() throws Exception {
    try (VmFixture chain = open(VmSettings.DEFAULT)) {
      SessionId session = session(chain);
      CompletableFuture<Receipt> receipt = waiting(chain.vm().submit(message(chain, session, 1)));
      store.failReads(true);
      assertThatThrownBy(() -> chain.vm().buildBlock()).isInstanceOf(StoreException.class);
      assertThat(chain.vm().status().suspended()).contains("read failed");

      store.failReads(false);
      chain.vm().recover();
      chain.buildAndAccept();

      assertThat(VmFixture.sequence(receipt.join())).isZero();
    }
  }

  @Test
  void forgetsNothingThatWasAcknowledgedWhenItIsOpenedAgain() {
    SessionId session;
    try (VmFixture chain = open(VmSettings.DEFAULT)) {
      session = session(chain);
      chain.submitAndBuild(message(chain, session, 1).signed());
      assertThat(waiting(chain.vm().submit(message(chain, session, 2)))).isNotDone();
    }
    try (VmFixture chain = open(VmSettings.DEFAULT)) {
      assertSound(chain, session, 1);
      // Sent again by who was not answered, and by who was.
      assertThat(VmFixture.sequence(chain.submitAndBuild(message(chain, session, 2).signed())))
          .isEqualTo(1);
      assertThat(VmFixture.sequence(chain.submitAndBuild(message(chain, session, 1).signed())))
          .isZero();
    }
  }

  @Test
  void whatWaitsWhenTheSequencerDiesIsToldThatItsOutcomeIsUnknown() throws Exception {
    VmFixture chain = open(VmSettings.DEFAULT);
    SessionId session = session(chain);
    CompletableFuture<Receipt> receipt = waiting(chain.vm().submit(message(chain, session, 1)));
    chain
        .vm()
        .listen(
            (_, _) -> {
              throw new AssertionError("a bug");
            });
    CompletableFuture<Throwable> died = new CompletableFuture<>();
    try (LocalSequencer _ = LocalSequencer.start(chain.vm(), VmSettings.DEFAULT, died::complete)) {
      fatal.set(died.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
    assertThat(fatal.get()).hasMessage("a bug");
    assertThat(receipt).isDone();
    assertThat(chain.vm().submit(message(chain, session, 2))).isInstanceOf(Submission.Busy.class);
    chain.close();
  }

  @Test
  void whatWaitsWhenAChainWithABrokenStoreIsClosedFails() throws Exception {
    VmFixture chain = open(VmSettings.DEFAULT);
    SessionId session = session(chain);
    store.failNextCommit(FaultyStore.CommitFault.BEFORE_WRITING);
    store.failReopen(true);
    CompletableFuture<Receipt> receipt = waiting(chain.vm().submit(message(chain, session, 1)));
    LocalSequencer sequencer = LocalSequencer.start(chain.vm(), VmSettings.DEFAULT, fatal::set);
    while (chain.vm().status().isHealthy()) {
      Thread.onSpinWait();
    }

    sequencer.close();

    assertThat(receipt)
        .failsWithin(Duration.ofSeconds(PATIENCE_SECONDS))
        .withThrowableThat()
        .withCauseInstanceOf(OutcomeUnknownException.class);
    store.failReopen(false);
    chain.close();
  }

  @Test
  void aListenerThatThrowsStopsNeitherTheChainNorTheOthers() throws Exception {
    try (VmFixture chain = open(VmSettings.DEFAULT)) {
      SessionId session = session(chain);
      AtomicInteger told = new AtomicInteger();
      AtomicReference<Exception> failure = new AtomicReference<>();
      chain
          .vm()
          .listen(
              (_, _) -> {
                throw new IllegalStateException("the listener's own fault");
              },
              failure::set);
      chain.vm().listen((_, _) -> told.incrementAndGet());
      try (LocalSequencer _ = LocalSequencer.start(chain.vm(), VmSettings.DEFAULT, fatal::set)) {
        for (int i = 0; i < 3; i++) {
          waiting(chain.vm().submit(message(chain, session, i)))
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
      }
      assertThat(told.get()).isPositive();
      assertThat(chain.vm().listenerFailures()).isEqualTo(told.get());
      assertThat(failure.get()).hasMessage("the listener's own fault");
    }
    assertThat(fatal).hasNullValue();
  }

  @Test
  void aReceiverMayTakeItsTimeWithoutHoldingTheBlocks() throws Exception {
    try (VmFixture chain = open(VmSettings.DEFAULT)) {
      SessionId session = session(chain);
      CompletableFuture<Boolean> free = new CompletableFuture<>();
      CompletableFuture<Void> looked =
          waiting(chain.vm().submit(message(chain, session, 1)))
              .thenRun(
                  () ->
                      // Another thread gets the lock of the blocks while the receiver still works.
                      free.complete(
                          CompletableFuture.supplyAsync(
                                      () -> chain.vm().getBlock(chain.vm().lastAccepted().id()))
                                  .completeOnTimeout(null, 5, TimeUnit.SECONDS)
                                  .join()
                              != null));
      chain.buildAndAccept();

      looked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(free.join()).isTrue();
    }
  }

  @Test
  void refusesTheStoreOfAnotherChain() {
    open(VmSettings.DEFAULT).close();
    ChainRules other =
        new ChainRules(1, 1, 0, 1, "", Authentication.SIGNED, ChainRules.DEFAULT.limits());

    assertThatThrownBy(() -> VmFixture.setup().store(store).rules(other).open())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("another chain");
  }

  @Test
  void boundsWhatWaitsAndJoinsEqualTransactions() {
    try (VmFixture chain = open(new VmSettings(2, 1 << 20, 16, false, 60_000))) {
      SessionId session = session(chain);
      CompletableFuture<Receipt> first = waiting(chain.vm().submit(message(chain, session, 1)));
      CompletableFuture<Receipt> same = waiting(chain.vm().submit(message(chain, session, 1)));
      assertThat(waiting(chain.vm().submit(message(chain, session, 2)))).isNotDone();

      assertThat(same).isSameAs(first);
      assertThat(chain.vm().submit(message(chain, session, 3)))
          .isEqualTo(new Submission.Busy("mempoolTransactionsMax", 2));
      chain.buildAndAccept();
      assertThat(waiting(chain.vm().submit(message(chain, session, 3)))).isNotDone();
    }
  }

  @Test
  void boundsTheBytesThatWait() {
    try (VmFixture chain = open(new VmSettings(100, 12_000, 16, false, 60_000))) {
      SessionId session = VmFixture.session(create(chain));
      assertThat(waiting(chain.vm().submit(message(chain, session, 1)))).isNotDone();

      assertThat(IntStream.range(2, 9).mapToObj(i -> chain.vm().submit(message(chain, session, i))))
          .last()
          .isEqualTo(new Submission.Busy("mempoolBytesMax", 12_000));
    }
  }

  /** Within few bytes: the keys of one participant, unsigned. */
  private static Receipt create(VmFixture chain) {
    return chain.submitAndBuild(
        VmFixture.unsigned(SessionDraft.at(chain.time().currentMillis()).with(ALICE).build()));
  }

  @Test
  void carriesOutWhatWaitsBeforeItStops() throws Exception {
    List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    try (VmFixture chain = open(VmSettings.DEFAULT)) {
      SessionId session = session(chain);
      for (int i = 0; i < 50; i++) {
        receipts.add(waiting(chain.vm().submit(message(chain, session, i))));
      }
      LocalSequencer.start(chain.vm(), VmSettings.DEFAULT, fatal::set).close();

      assertThat(receipts).allMatch(CompletableFuture::isDone);
      assertThat(chain.vm().submit(message(chain, session, 99)))
          .isInstanceOf(Submission.Busy.class);
      assertSound(chain, session, 50);
    }
    assertThat(fatal).hasNullValue();
  }

  @Test
  void makesMaintenanceBlocksInAnIdleChainUntilNothingIsDue() throws Exception {
    VmSettings restless = new VmSettings(100, 1 << 20, 16, false, 20);
    try (VmFixture chain = open(restless)) {
      SessionId session = session(chain);
      chain.time().advance(ChainRules.DEFAULT.sessionTtlMillis());
      CountDownLatch swept = new CountDownLatch(1);
      chain
          .vm()
          .listen(
              (block, outcomes) -> {
                assertThat(outcomes).isEmpty();
                assertThat(block.transactions()).isEmpty();
                swept.countDown();
              });
      try (LocalSequencer _ = LocalSequencer.start(chain.vm(), restless, fatal::set)) {
        assertThat(swept.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(chain.vm().isMaintenanceDue()).isFalse();
      assertSound(chain, session, 0);
    }
    assertThat(fatal).hasNullValue();
  }

  /** The interval is a minute, for which this test has no patience. */
  @Test
  void doesNotWaitForTheNextIntervalWhenASweepLeftSomethingOver() throws Exception {
    ChainRules small =
        new ChainRules(
            60,
            1_000,
            0,
            1,
            "",
            Authentication.SIGNED,
            new Limits(100, 2, 0, 100, 1 << 20, 10, 4, 1 << 19, 4));
    try (VmFixture chain = VmFixture.setup().store(store).rules(small).open()) {
      SessionId session = session(chain);
      for (int i = 0; i < 20; i++) {
        chain.submitAndBuild(message(chain, session, i).signed());
      }
      chain.time().advance(60_000 + small.retentionMillis());
      CountDownLatch swept = new CountDownLatch(1);
      chain
          .vm()
          .listen(
              (_, _) -> {
                if (!chain.vm().isMaintenanceDue()) {
                  swept.countDown();
                }
              });
      try (LocalSequencer _ = LocalSequencer.start(chain.vm(), VmSettings.DEFAULT, fatal::set)) {
        CreateSession wakes =
            SessionDraft.at(chain.time().currentMillis()).with(ALICE).by(ALICE).build();
        VmFixture.outcome(
            waiting(chain.vm().submit(chain.vm().prepare(chain.sign(wakes, ALICE))))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertThat(swept.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(fatal).hasNullValue();
  }

  @Test
  void givesEveryoneOfManyTheRightReceiptAndSequencesWithoutGaps() throws Exception {
    int threads = 8;
    int each = 40;
    Set<Long> sequences = ConcurrentHashMap.newKeySet();
    try (VmFixture chain = open(VmSettings.DEFAULT)) {
      SessionId session = session(chain);
      try (LocalSequencer _ = LocalSequencer.start(chain.vm(), VmSettings.DEFAULT, fatal::set);
          ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
          int first = thread * each;
          done.add(
              CompletableFuture.runAsync(
                  () -> sendAll(chain, session, first, first + each, sequences), senders));
        }
        CompletableFuture.allOf(done.toArray(CompletableFuture[]::new))
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      assertThat(new TreeSet<>(sequences)).hasSize(threads * each);
      assertThat(sequences).contains(0L, (long) threads * each - 1);
      assertSound(chain, session, threads * each);
    }
    assertThat(fatal).hasNullValue();
  }

  private static void sendAll(
      VmFixture chain, SessionId session, int from, int to, Set<Long> sequences) {
    for (int i = from; i < to; i++) {
      PreparedTransaction sent = message(chain, session, i);
      long sequence = VmFixture.sequence(waiting(chain.vm().submit(sent)).join());
      sequences.add(sequence);
      try (StateReader reader = chain.vm().read()) {
        Message found = reader.message(sent.id()).orElseThrow();
        assertThat(found.sequence()).hasValue(sequence);
        assertThat(found.ciphertext()).isEqualTo(((SendMessage) sent.transaction()).ciphertext());
      }
    }
  }
}
