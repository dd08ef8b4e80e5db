package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.sessionvm.execution.Receipt;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Columns;
import org.sessionvm.testkit.store.HeldStore;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.vm.LocalSequencer;
import org.sessionvm.vm.Submission;
import org.sessionvm.vm.VmSettings;

/** Nobody is answered, and nobody is told of a block, before the store says that it is on disk. */
class AcknowledgementTest {
  private static final TestIdentity ALICE = FakeCrypto.identity(1);
  private static final TestIdentity BOB = FakeCrypto.identity(2);
  private static final long PATIENCE_SECONDS = 30;

  @Test
  void comesAfterTheSync() throws Exception {
    AtomicReference<Throwable> fatal = new AtomicReference<>();
    HeldStore store = new HeldStore(new InMemoryStore(Columns.ids()));
    try (VmFixture chain = VmFixture.setup().store(store).open()) {
      SessionId session =
          chain.create(SessionDraft.at(chain.time().currentMillis()).with(ALICE, BOB), ALICE);
      CompletableFuture<Long> told = new CompletableFuture<>();
      chain.vm().listen((block, _) -> told.complete(block.header().height()));
      long before = chain.vm().lastAccepted().height();
      store.hold();
      try (LocalSequencer _ = LocalSequencer.start(chain.vm(), VmSettings.DEFAULT, fatal::set)) {
        Submission submission =
            chain
                .vm()
                .submit(
                    chain
                        .vm()
                        .prepare(
                            chain.sign(new CloseSession(session, ALICE.participant()), ALICE)));
        CompletableFuture<Receipt> receipt = ((Submission.Waiting) submission).receipt();
        store.awaitCommit(PATIENCE_SECONDS);

        assertThat(receipt).isNotDone();
        assertThat(told).isNotDone();
        assertThat(chain.vm().lastAccepted().height()).isEqualTo(before);

        store.release();
        assertThat(receipt.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
            .isInstanceOf(Receipt.Accepted.class);
      }
      assertThat(told).isCompletedWithValue(before + 1);
    }
    assertThat(fatal).hasNullValue();
  }
}
