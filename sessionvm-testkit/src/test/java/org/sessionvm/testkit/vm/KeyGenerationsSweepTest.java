package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionvm.execution.Outcome;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Progress;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Column;
import org.sessionvm.state.Columns;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.WrappedKey;
import org.sessionvm.vm.StateReader;

/** A session with many keys goes as one with many messages does: a few rows in each block. */
class KeyGenerationsSweepTest {
  private static final TestIdentity ALICE = FakeCrypto.identity(1);
  private static final TestIdentity BOB = FakeCrypto.identity(2);
  private static final Bytes END = Bytes.fromHex("ff".repeat(80));
  private static final long DAY = 86_400_000;
  private static final int SWEEP_ROWS = 8;

  private static final ChainRules RULES =
      new ChainRules(
          3_600,
          1_000,
          1,
          1,
          "07",
          Authentication.SIGNED,
          new Limits(1_000, 100, 100, 100, 1 << 20, 100, SWEEP_ROWS, 1 << 19, SWEEP_ROWS));

  private static SessionId active(VmFixture chain) {
    SessionDraft draft = SessionDraft.at(chain.time().currentMillis()).with(ALICE, BOB);
    SessionId session = chain.create(draft, ALICE);
    VmFixture.outcome(chain.submitAndBuild(new AcceptSession(session, BOB.participant()), BOB));
    return session;
  }

  private static void rotate(VmFixture chain, SessionId session, int number) {
    List<WrappedKey> entries =
        Stream.of(ALICE, BOB)
            .map(
                who ->
                    new WrappedKey(
                        who.participant(), who.kemKey(), Bytes.fromHex("%08x".formatted(number))))
            .toList();
    assertThat(
            VmFixture.outcome(
                chain.submitAndBuild(
                    new RotateSessionKey(session, ALICE.participant(), entries), ALICE)))
        .isEqualTo(new Outcome.SessionKeyRotated(session, number));
  }

  private static void send(VmFixture chain, SessionId session, int number) {
    Bytes text = Bytes.fromHex("%08x".formatted(number));
    VmFixture.outcome(
        chain.submitAndBuild(new SendMessage(session, ALICE.participant(), 0, text), ALICE));
  }

  private static int rows(VmFixture chain, Column<?, ?> column) {
    return chain.store().scan(column.id(), Bytes.EMPTY, END, 100_000).size();
  }

  private static int left(VmFixture chain) {
    return rows(chain, Columns.KEY_GENERATIONS) + rows(chain, Columns.MESSAGES);
  }

  private static void assertSound(VmFixture chain) {
    assertThat(
            IntegrityCheck.run(chain.store(), chain.vm().rules(), new FakeCrypto(), Progress.SILENT)
                .findings())
        .isEmpty();
  }

  /** As many as a block deletes, one more and one fewer; with messages, which go before them. */
  @ParameterizedTest
  @CsvSource({"40, 0", "40, 3", "5, 40", "7, 0", "8, 0", "6, 1", "7, 1", "0, 0"})
  void goPieceByPiece(int keys, int messages) {
    try (VmFixture chain = VmFixture.setup().rules(RULES).open()) {
      SessionId session = active(chain);
      for (int number = 1; number <= keys; number++) {
        rotate(chain, session, number);
      }
      for (int number = 0; number < messages; number++) {
        send(chain, session, number);
      }
      chain.submitAndBuild(new CloseSession(session, BOB.participant()), BOB);
      chain.time().advance(DAY);
      assertThat(left(chain)).isEqualTo(keys + messages);
      assertGoesPieceByPiece(chain, session);
    }
  }

  private static void assertGoesPieceByPiece(VmFixture chain, SessionId session) {
    int blocks = 0;
    int blocksMax = left(chain) + 5;
    while (chain.vm().isMaintenanceDue()) {
      int before = left(chain);
      chain.buildAndAccept();
      assertThat(++blocks).as("blocks").isLessThan(blocksMax);
      assertThat(before - left(chain)).isBetween(0, SWEEP_ROWS);
      try (StateReader reader = chain.vm().read()) {
        assertThat(reader.session(session)).as("hidden meanwhile").isEmpty();
      }
      assertSound(chain);
    }
    for (Column<?, ?> column :
        List.of(
            Columns.KEY_GENERATIONS,
            Columns.MESSAGES,
            Columns.SESSIONS,
            Columns.SESSION_HEADS,
            Columns.SESSION_KEYS,
            Columns.PARTICIPANT_SESSIONS)) {
      assertThat(rows(chain, column)).as(column.id().name()).isZero();
    }
    // What is left are creations, until these can no longer be repeated.
    chain.time().advance(DAY);
    chain.sweep();
    assertThat(rows(chain, Columns.TRANSACTIONS)).isZero();
    assertSound(chain);
  }

  @Test
  void asManyAsThereMayBeGo() {
    try (VmFixture chain = VmFixture.setup().rules(RULES).open()) {
      SessionId session = active(chain);
      for (int number = 1; number <= RotateSessionKey.KEY_GENERATIONS_MAX; number++) {
        rotate(chain, session, number);
      }
      chain.submitAndBuild(new CloseSession(session, BOB.participant()), BOB);
      chain.time().advance(DAY);
      int blocks = 0;
      while (left(chain) > 0) {
        int before = left(chain);
        chain.buildAndAccept();
        assertThat(before - left(chain)).isBetween(1, SWEEP_ROWS);
        blocks++;
      }
      assertThat(blocks).isGreaterThanOrEqualTo(RotateSessionKey.KEY_GENERATIONS_MAX / SWEEP_ROWS);
      chain.sweep();
      assertThat(rows(chain, Columns.SESSIONS)).isZero();
      assertSound(chain);
    }
  }
}
