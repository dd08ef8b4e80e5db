package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.execution.Receipt;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.state.Columns;
import org.sessionvm.testkit.store.FaultyStore;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.vm.LocalSequencer;
import org.sessionvm.vm.StateReader;
import org.sessionvm.vm.Submission;
import org.sessionvm.vm.VmSettings;

/** What becomes of transactions while the store takes no writes. */
@SuppressWarnings("NullAway.Init") // Everything is there before a test.
class SuspensionTest {
  private static final TestIdentity ALICE = FakeCrypto.identity(1);
  private static final TestIdentity BOB = FakeCrypto.identity(2);
  private static final long PATIENCE_SECONDS = 30;
  private static final String FULL = "no space";

  /** More than a chain keeps undecided blocks. */
  private static final int FAILURES = 1_025;

  private final FaultyStore store = new FaultyStore(new InMemoryStore(Columns.ids()));
  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private VmFixture chain;
  private SessionId session;

  @BeforeEach
  void openASession() {
    chain = VmFixture.setup().store(store).open();
    session = chain.create(SessionDraft.at(chain.time().currentMillis()).with(ALICE, BOB), ALICE);
    chain.submitAndBuild(new AcceptSession(session, BOB.participant()), BOB);
  }

  @AfterEach
  void close() {
    chain.close();
    assertThat(fatal).hasNullValue();
  }

  private PreparedTransaction message(int number) {
    Bytes text = Bytes.fromHex("%08x".formatted(number));
    SendMessage message = new SendMessage(session, ALICE.participant(), 0, text);
    return chain.vm().prepare(chain.sign(message, ALICE));
  }

  private static CompletableFuture<Receipt> waiting(Submission submission) {
    return ((Submission.Waiting) submission).receipt();
  }

  private long stored() {
    try (StateReader reader = chain.vm().read()) {
      return reader.session(session).orElseThrow().head().nextSequence();
    }
  }

  @Test
  void refusesAtOnceAndNeverCarriesOutWhatItRefused() {
    store.refuseCommits(FULL);
    assertThat(chain.vm().submit(message(1))).isEqualTo(new Submission.Suspended(FULL));
    assertThat(chain.vm().mempool().size()).isZero();

    store.takeCommits();

    assertThat(VmFixture.sequence(chain.submitAndBuild(message(2).signed()))).isZero();
    assertThat(stored()).isOne();
    assertThat(VmFixture.sequence(chain.submitAndBuild(message(1).signed()))).isOne();
  }

  @Test
  void answersWhatWasAcceptedBefore() {
    chain.submitAndBuild(message(1).signed());
    store.refuseCommits(FULL);

    assertThat(chain.vm().submit(message(1))).isInstanceOf(Submission.Answered.class);
  }

  @Test
  void refusesWhileTheOutcomeOfACommitIsNotKnown() {
    CompletableFuture<Receipt> first = waiting(chain.vm().submit(message(1)));
    store.failNextCommit(FaultyStore.CommitFault.AFTER_WRITING);
    assertThatThrownBy(chain::buildAndAccept).isInstanceOf(StoreException.class);

    assertThat(chain.vm().submit(message(2))).isInstanceOf(Submission.Suspended.class);

    chain.vm().recover();
    assertThat(VmFixture.sequence(first.join())).isZero();
    assertThat(VmFixture.sequence(chain.submitAndBuild(message(2).signed()))).isOne();
  }

  @Test
  void whatWaitedAlreadyGoesOnWaitingAndIsCarriedOutOnce() throws Exception {
    CompletableFuture<Receipt> first = waiting(chain.vm().submit(message(1)));
    store.refuseCommits(FULL);
    try (LocalSequencer _ = LocalSequencer.start(chain.vm(), VmSettings.DEFAULT, fatal::set)) {
      // The same again is not refused: it is not known that it will not be carried out.
      assertThat(waiting(chain.vm().submit(message(1)))).isSameAs(first);
      assertThat(chain.vm().submit(message(2))).isEqualTo(new Submission.Suspended(FULL));
      assertThat(first).isNotDone();

      store.takeCommits();

      assertThat(VmFixture.sequence(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS))).isZero();
    }
    assertThat(stored()).isOne();
  }

  @Test
  void keepsNoBlockOfACommitThatFailed() throws Exception {
    CompletableFuture<Receipt> first = waiting(chain.vm().submit(message(1)));
    for (int i = 0; i < FAILURES; i++) {
      // Each block is another one.
      chain.time().advance(1);
      store.failNextCommit(FaultyStore.CommitFault.BEFORE_WRITING);
      assertThatThrownBy(chain::buildAndAccept).isInstanceOf(StoreException.class);
      chain.vm().recover();
      chain.vm().rejectUndecided();
    }

    chain.buildAndAccept();

    assertThat(VmFixture.sequence(first.join())).isZero();
  }
}
