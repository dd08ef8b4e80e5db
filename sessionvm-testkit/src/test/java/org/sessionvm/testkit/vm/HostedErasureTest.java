package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.block.Block;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Progress;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Column;
import org.sessionvm.state.Columns;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.DeleteMessage;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.vm.RulesSource;
import org.sessionvm.vm.StateReader;
import org.sessionvm.vm.VmSettings;

/**
 * What participants delete of a chain whose host may forget its last blocks: nobody is shown it any
 * more, and it leaves the disk once the host surely remembers the block that said so.
 */
class HostedErasureTest {
  private static final TestIdentity ALICE = FakeCrypto.identity(1);
  private static final TestIdentity BOB = FakeCrypto.identity(2);
  private static final Bytes END = Bytes.fromHex("ff".repeat(80));
  private static final long DAY = 86_400_000;
  private static final long TEN_MINUTES = 600_000;
  private static final int SWEEP_ROWS = 8;
  private static final int MESSAGES = 3 * SWEEP_ROWS;

  private static final ChainRules RULES =
      new ChainRules(
          3_600,
          1_000,
          1,
          1,
          "07",
          Authentication.SIGNED,
          new Limits(1_000, 100, 100, 100, 1 << 20, 100, SWEEP_ROWS, 1 << 19, SWEEP_ROWS));

  private final MutableTime time = new MutableTime();
  private final InMemoryStore store = new InMemoryStore(Columns.ids());
  private int registered = 10;

  private VmFixture hosted(boolean keepPayloads) {
    VmSettings usual = VmSettings.DEFAULT;
    return VmFixture.setup()
        .rules(RULES)
        .time(time)
        .store(store)
        .rulesFrom(new RulesSource.Host(List.of()))
        .settings(
            new VmSettings(
                usual.mempoolTransactionsMax(),
                usual.mempoolBytesMax(),
                usual.verificationQueueMax(),
                keepPayloads,
                usual.maintenanceIntervalMillis()))
        .open();
  }

  private static void accept(VmFixture chain, Transaction transaction, TestIdentity signer) {
    VmFixture.outcome(chain.submitAndBuild(transaction, signer));
  }

  private SessionId active(VmFixture chain) {
    SessionDraft draft = SessionDraft.at(time.currentMillis()).with(ALICE, BOB);
    SessionId session = chain.create(draft, ALICE);
    accept(chain, new AcceptSession(session, BOB.participant()), BOB);
    return session;
  }

  private static void send(VmFixture chain, SessionId session, int messages) {
    for (int i = 0; i < messages; i++) {
      Bytes text = Bytes.fromHex("deadbeef%08x".formatted(i));
      accept(chain, new SendMessage(session, ALICE.participant(), 0, text), ALICE);
    }
  }

  private static void delete(VmFixture chain, SessionId session, long sequence) {
    accept(chain, new DeleteMessage(session, ALICE.participant(), sequence), ALICE);
  }

  private static void purge(VmFixture chain, SessionId session) {
    accept(chain, new CloseSession(session, BOB.participant()), BOB);
    accept(chain, new PurgeSession(session, BOB.participant()), BOB);
  }

  /** One more block, so that what waits may go. */
  private void grow(VmFixture chain) {
    TestIdentity somebody = FakeCrypto.identity(++registered);
    accept(chain, new RegisterIdentity(somebody.keys()), somebody);
    assertSound();
  }

  private int rows(Column<?, ?> column) {
    return store.scan(column.id(), Bytes.EMPTY, END, 100_000).size();
  }

  private long onDisk(String hex) {
    return store.scan(Columns.PAYLOADS.id(), Bytes.EMPTY, END, 100_000).stream()
        .filter(row -> row.value().toHex().contains(hex))
        .count();
  }

  private long onDisk(long sequence) {
    return onDisk("deadbeef%08x".formatted(sequence));
  }

  private static int shown(VmFixture chain, SessionId session) {
    try (StateReader reader = chain.vm().read()) {
      return reader.messages(reader.session(session).orElseThrow(), 0, 1_000).messages().size();
    }
  }

  private void assertSound() {
    assertThat(IntegrityCheck.run(store, RULES, new FakeCrypto(), Progress.SILENT).findings())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeletedMessageIsHiddenAtOnceAndLeavesTheDiskLater(boolean keepPayloads) {
    try (VmFixture chain = hosted(keepPayloads)) {
      SessionId session = active(chain);
      send(chain, session, 2);
      long height = chain.vm().lastAccepted().height() - 1;
      delete(chain, session, 0);
      assertThat(shown(chain, session)).isEqualTo(1);
      assertThat(rows(Columns.PAYLOAD_DELETIONS)).isEqualTo(1);

      time.advance(TEN_MINUTES - 1);
      grow(chain);
      assertThat(onDisk(0)).isEqualTo(1);
      assertThat(chain.vm().getBlockAt(height)).as("for the host to ask for").isPresent();

      time.advance(1);
      grow(chain);
      assertThat(onDisk(0)).isZero();
      assertThat(onDisk(1)).isEqualTo(1);
      assertThat(rows(Columns.PAYLOAD_DELETIONS)).isZero();
      assertThat(chain.vm().getBlockAt(height)).isEmpty();
      assertThat(chain.vm().getBlockAt(height + 1)).isPresent();
      assertThat(shown(chain, session)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPurgeHidesAtOnceAndLeavesTheDiskPieceByPieceLater(boolean keepPayloads) {
    try (VmFixture chain = hosted(keepPayloads)) {
      SessionId session = active(chain);
      send(chain, session, MESSAGES);
      purge(chain, session);
      assertThat(shown(chain, session)).isZero();
      while (chain.vm().isMaintenanceDue()) {
        chain.buildAndAccept();
        assertSound();
      }
      assertThat(rows(Columns.ERASED_PAYLOADS)).isEqualTo(MESSAGES);
      assertThat(onDisk("deadbeef")).isEqualTo(MESSAGES);

      time.advance(TEN_MINUTES - 1);
      grow(chain);
      assertThat(onDisk("deadbeef")).isEqualTo(MESSAGES);
      time.advance(1);
      grow(chain);
      assertThat(onDisk("deadbeef")).isZero();
      assertThat(rows(Columns.PAYLOAD_DELETIONS)).isZero();
      assertThat(shown(chain, session)).isZero();
    }
  }

  @Test
  void whatWaitsGoesOnWaitingAfterARestart() {
    SessionId session;
    try (VmFixture chain = hosted(false)) {
      session = active(chain);
      send(chain, session, 2);
      delete(chain, session, 1);
    }
    time.advance(TEN_MINUTES);
    try (VmFixture again = hosted(false)) {
      assertThat(shown(again, session)).isEqualTo(1);
      grow(again);
      assertThat(onDisk(1)).as("the host may have forgotten").isEqualTo(1);

      time.advance(TEN_MINUTES);
      grow(again);
      assertThat(onDisk(1)).isZero();
      assertThat(onDisk(0)).isEqualTo(1);
    }
  }

  /** The payloads of the block go too before the host surely remembers the deletion. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeletionShortBeforeTheEndOfTheRetentionIsSound(boolean keepPayloads) {
    try (VmFixture chain = hosted(keepPayloads)) {
      SessionId session = active(chain);
      send(chain, session, 2);
      time.advance(DAY - 1);
      delete(chain, session, 0);
      assertSound();
      time.advance(1);
      grow(chain);
      assertThat(rows(Columns.ERASED_PAYLOADS)).isZero();

      time.advance(TEN_MINUTES);
      grow(chain);
      assertThat(onDisk(0)).isZero();
      assertThat(onDisk(1)).isEqualTo(keepPayloads ? 1 : 0);
    }
  }

  @Test
  void anotherNodeFollowsWhileWhatWasDeletedIsStillThere() throws InvalidBlockException {
    try (VmFixture chain = hosted(false);
        VmFixture alone = VmFixture.setup().rules(RULES).time(time).open()) {
      SessionId session = active(chain);
      send(chain, session, MESSAGES);
      delete(chain, session, 2);
      purge(chain, session);
      chain.sweep();
      for (long height = 1; height <= chain.vm().lastAccepted().height(); height++) {
        Block block = chain.vm().getBlockAt(height).orElseThrow();
        alone.follow(block);
      }
      assertThat(alone.vm().lastAccepted()).isEqualTo(chain.vm().lastAccepted());
      assertThat(shown(alone, session)).isZero();
    }
  }
}
