package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sessionvm.execution.Receipt;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Progress;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Column;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Counters;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.vm.MessagePage;
import org.sessionvm.vm.StateReader;

/** What time does: expiry, retention, unproved sessions, identities, to the millisecond. */
class SweepTest {
  private static final TestIdentity ALICE = FakeCrypto.identity(1);
  private static final TestIdentity BOB = FakeCrypto.identity(2);
  private static final Bytes END = Bytes.fromHex("ff".repeat(80));
  private static final long TTL = 3_600_000;
  private static final long DAY = 86_400_000;
  private static final int SWEEP_ROWS = 8;

  private static ChainRules rules(Authentication authentication) {
    return new ChainRules(
        TTL / 1_000,
        1_000,
        0,
        1,
        "07",
        authentication,
        new Limits(1_000, 100, 100, 100, 1 << 20, 100, SWEEP_ROWS, 1 << 19, SWEEP_ROWS));
  }

  private static final ChainRules RULES = rules(Authentication.SIGNED);

  private static VmFixture open() {
    return VmFixture.setup().rules(RULES).open();
  }

  private static SessionDraft draft(VmFixture chain) {
    return SessionDraft.at(chain.time().currentMillis()).with(ALICE, BOB);
  }

  private static Receipt send(VmFixture chain, SessionId session, TestIdentity sender, int number) {
    Bytes text = Bytes.fromHex("%08x".formatted(number));
    return chain.submitAndBuild(new SendMessage(session, sender.participant(), 0, text), sender);
  }

  private static SessionId active(VmFixture chain) {
    SessionId session = chain.create(draft(chain), ALICE);
    VmFixture.outcome(chain.submitAndBuild(new AcceptSession(session, BOB.participant()), BOB));
    return session;
  }

  private static SessionStatus status(VmFixture chain, SessionId session) {
    try (StateReader reader = chain.vm().read()) {
      return reader.session(session).orElseThrow().statusAt(reader.nowMillis());
    }
  }

  private static boolean isThere(VmFixture chain, SessionId session) {
    try (StateReader reader = chain.vm().read()) {
      return reader.session(session).isPresent();
    }
  }

  private static Counters counters(VmFixture chain) {
    try (StateReader reader = chain.vm().read()) {
      return reader.counters();
    }
  }

  private static int rows(VmFixture chain, Column<?, ?> column) {
    return chain.store().scan(column.id(), Bytes.EMPTY, END, 100_000).size();
  }

  private static void assertSound(VmFixture chain) {
    assertThat(
            IntegrityCheck.run(chain.store(), chain.vm().rules(), new FakeCrypto(), Progress.SILENT)
                .findings())
        .isEmpty();
  }

  @Test
  void expiresToTheMillisecondWhetherOrNotABlockCame() {
    try (VmFixture chain = open()) {
      SessionId session = active(chain);
      chain.time().advance(TTL - 1);
      assertThat(status(chain, session)).isEqualTo(SessionStatus.ACTIVE);
      assertThat(VmFixture.sequence(send(chain, session, ALICE, 1))).isZero();

      chain.time().advance(1);
      assertThat(status(chain, session)).isEqualTo(SessionStatus.EXPIRED);
      assertThat(VmFixture.rejection(send(chain, session, ALICE, 2)))
          .isEqualTo(RejectionCode.SESSION_EXPIRED);

      chain.sweep();
      assertThat(status(chain, session)).isEqualTo(SessionStatus.EXPIRED);
      assertSound(chain);
    }
  }

  @Test
  void hidesAMessageAtTheEndOfItsRetentionAndKeepsItsSequence() {
    ChainRules longer =
        new ChainRules(2 * DAY / 1_000, 10, 0, 1, "", Authentication.SIGNED, RULES.limits());
    try (VmFixture chain = VmFixture.setup().rules(longer).open()) {
      SessionId session = active(chain);
      TransactionId first = send(chain, session, ALICE, 1).id();
      chain.time().advance(10);
      send(chain, session, ALICE, 2);

      chain.time().advance(DAY - 11);
      assertThat(page(chain, session).messages()).hasSize(2);
      chain.time().advance(1);
      assertThat(page(chain, session).messages()).hasSize(1);
      assertThat(page(chain, session).messages().getFirst().sequence()).hasValue(1);
      assertThat(page(chain, session).nextSequence()).isEqualTo(2);
      try (StateReader reader = chain.vm().read()) {
        assertThat(reader.message(first)).isEmpty();
      }

      chain.sweep();
      assertThat(rows(chain, Columns.PAYLOADS)).isEqualTo(1);
      chain.time().advance(10);
      chain.sweep();
      assertThat(rows(chain, Columns.PAYLOADS)).isZero();
      assertThat(page(chain, session).messages()).isEmpty();
      assertThat(page(chain, session).nextSequence()).isEqualTo(2);
      assertThat(VmFixture.sequence(send(chain, session, BOB, 3))).isEqualTo(2);
      // The answer of then is still given when the first is sent again.
      assertThat(VmFixture.sequence(send(chain, session, ALICE, 1))).isZero();
      assertSound(chain);
    }
  }

  private static MessagePage page(VmFixture chain, SessionId session) {
    try (StateReader reader = chain.vm().read()) {
      SessionView view = reader.session(session).orElseThrow();
      return reader.messages(view, 0, 100);
    }
  }

  @Test
  void deletesAClosedSessionWithEverythingInItAtTheEndOfItsRetention() {
    try (VmFixture chain = open()) {
      SessionId session = active(chain);
      send(chain, session, ALICE, 1);
      chain.submitAndBuild(new CloseSession(session, BOB.participant()), BOB);

      chain.time().advance(DAY - 1);
      assertThat(status(chain, session)).isEqualTo(SessionStatus.CLOSED);
      assertThat(page(chain, session).nextSequence()).isEqualTo(1);
      chain.time().advance(1);
      assertThat(isThere(chain, session)).isFalse();
      assertThat(VmFixture.rejection(send(chain, session, ALICE, 1)))
          .isEqualTo(RejectionCode.UNKNOWN_SESSION);
      chain.sweep();

      assertThat(counters(chain)).isEqualTo(new Counters(0, 0, 0, 0, 4, 0));
      for (var column :
          List.of(
              Columns.SESSIONS,
              Columns.SESSION_HEADS,
              Columns.SESSION_KEYS,
              Columns.MESSAGES,
              Columns.PARTICIPANT_SESSIONS,
              Columns.IDENTITIES,
              Columns.IDENTITY_LEASES,
              Columns.TRANSACTIONS,
              Columns.EXPIRIES)) {
        assertThat(rows(chain, column)).as(column.id().name()).isZero();
      }
      assertSound(chain);
    }
  }

  @Test
  void deletesALongSessionOverSeveralBlocksAndHidesItMeanwhile() {
    try (VmFixture chain = open()) {
      SessionId session = active(chain);
      for (int i = 0; i < 3 * SWEEP_ROWS; i++) {
        send(chain, session, ALICE, i);
      }
      chain.submitAndBuild(new CloseSession(session, ALICE.participant()), ALICE);
      chain.time().advance(DAY);

      int blocks = 0;
      while (chain.vm().isMaintenanceDue()) {
        int before = rows(chain, Columns.MESSAGES);
        chain.buildAndAccept();
        blocks++;
        assertThat(before - rows(chain, Columns.MESSAGES)).isLessThanOrEqualTo(SWEEP_ROWS);
        assertThat(isThere(chain, session)).isFalse();
        assertThat(VmFixture.rejection(send(chain, session, BOB, 9_999)))
            .isEqualTo(RejectionCode.UNKNOWN_SESSION);
        assertSound(chain);
      }

      assertThat(blocks).isGreaterThan(3);
      assertThat(rows(chain, Columns.MESSAGES)).isZero();
      assertThat(rows(chain, Columns.SESSIONS)).isZero();
      assertThat(counters(chain).messages()).isZero();
    }
  }

  @Test
  void deletesAnUnprovedSessionAfterTenMinutesAndNeverMakesItAgain() {
    try (VmFixture chain = open()) {
      // The clock of its maker is as far ahead as is allowed.
      long timestamp = chain.time().currentMillis() + 600_000;
      CreateSession creation = SessionDraft.at(timestamp).with(ALICE, BOB).build();
      SignedTransaction unsigned = VmFixture.unsigned(creation);
      SessionId session = VmFixture.session(chain.submitAndBuild(unsigned));
      assertThat(counters(chain).unprovedSessions()).isEqualTo(1);
      assertThat(VmFixture.session(chain.submitAndBuild(unsigned))).isEqualTo(session);

      chain.time().advance(599_999);
      assertThat(isThere(chain, session)).isTrue();
      chain.time().advance(1);
      assertThat(isThere(chain, session)).isFalse();
      assertThat(VmFixture.rejection(chain.submitAndBuild(unsigned)))
          .isEqualTo(RejectionCode.UNKNOWN_SESSION);
      chain.sweep();
      assertThat(counters(chain).sessions()).isZero();
      assertThat(counters(chain).identities()).isZero();

      // The whole second half of the window in which its time would still be good.
      for (int step = 0; step < 20; step++) {
        assertThat(VmFixture.rejection(chain.submitAndBuild(unsigned)))
            .isEqualTo(RejectionCode.UNKNOWN_SESSION);
        chain.time().advance(30_000);
        chain.sweep();
        assertSound(chain);
      }
      assertThat(chain.time().currentMillis()).isEqualTo(timestamp + 600_000);
      chain.time().advance(1);
      chain.sweep();
      assertThat(VmFixture.rejection(chain.submitAndBuild(unsigned)))
          .isEqualTo(RejectionCode.MALFORMED);
      assertThat(rows(chain, Columns.TRANSACTIONS)).isZero();
    }
  }

  @Test
  void keepsAnUnprovedSessionInWhichSomebodySignsInTime() {
    try (VmFixture chain = open()) {
      SignedTransaction unsigned = VmFixture.unsigned(draft(chain).build());
      SessionId session = VmFixture.session(chain.submitAndBuild(unsigned));
      chain.time().advance(599_999);
      assertThat(VmFixture.sequence(send(chain, session, BOB, 1))).isZero();

      chain.time().advance(1);
      chain.sweep();

      assertThat(status(chain, session)).isEqualTo(SessionStatus.PENDING);
      assertThat(counters(chain).unprovedSessions()).isZero();
      assertSound(chain);
    }
  }

  @Test
  void keepsARegisteredIdentityForTheRetentionBeyondItsLastSession() {
    try (VmFixture chain = open()) {
      chain.submitAndBuild(new RegisterIdentity(ALICE.keys()), ALICE);
      SessionId session = active(chain);
      chain.submitAndBuild(new CloseSession(session, ALICE.participant()), ALICE);
      long closed = chain.time().currentMillis();

      // Nobody makes a block when the session goes, which must not make the identity live longer.
      chain.time().set(closed + DAY + 5_000);
      chain.sweep();
      assertThat(knows(chain, ALICE)).isTrue();
      assertThat(knows(chain, BOB)).isFalse();
      chain.time().set(closed + 2 * DAY - 1);
      assertThat(knows(chain, ALICE)).isTrue();
      chain.time().advance(1);
      assertThat(knows(chain, ALICE)).isFalse();
      chain.sweep();

      assertThat(counters(chain).identities()).isZero();
      assertThat(rows(chain, Columns.EXPIRIES)).isZero();
    }
  }

  private static boolean knows(VmFixture chain, TestIdentity identity) {
    try (StateReader reader = chain.vm().read()) {
      return reader.identity(identity.participant()).isPresent();
    }
  }

  @Test
  void keepsAnIdentityThatIsRegisteredAgain() {
    try (VmFixture chain = open()) {
      chain.submitAndBuild(new RegisterIdentity(ALICE.keys()), ALICE);
      chain.time().advance(DAY - 1);
      chain.submitAndBuild(new RegisterIdentity(ALICE.keys()), ALICE);
      chain.time().advance(DAY - 1);
      chain.sweep();

      assertThat(knows(chain, ALICE)).isTrue();
      assertSound(chain);
    }
  }

  @Test
  void sweepsBoundedlyThoughSessionsHaveManyParticipants() {
    try (VmFixture chain = VmFixture.setup().rules(rules(Authentication.OPEN)).open()) {
      for (int i = 0; i < 4; i++) {
        SessionDraft wide = SessionDraft.at(chain.time().currentMillis()).nonce(i);
        for (int person = 0; person < 50; person++) {
          wide.with(FakeCrypto.identity(person).participant(), Bytes.EMPTY);
        }
        VmFixture.session(chain.submitAndBuild(VmFixture.unsigned(wide.build())));
      }
      chain.time().advance(TTL);
      chain.sweep();
      chain.time().advance(DAY);

      int most = 0;
      while (chain.vm().isMaintenanceDue()) {
        int before = rows(chain, Columns.PARTICIPANT_SESSIONS);
        chain.buildAndAccept();
        most = Math.max(most, before - rows(chain, Columns.PARTICIPANT_SESSIONS));
        assertSound(chain);
      }

      assertThat(most).isEqualTo(50);
      assertThat(rows(chain, Columns.PARTICIPANT_SESSIONS)).isZero();
    }
  }

  @Test
  void startsActiveAndAsksForNoProofInAnOpenChain() {
    try (VmFixture chain = VmFixture.setup().rules(rules(Authentication.OPEN)).open()) {
      SignedTransaction creation = VmFixture.unsigned(draft(chain).build());
      SessionId session = VmFixture.session(chain.submitAndBuild(creation));
      assertThat(status(chain, session)).isEqualTo(SessionStatus.ACTIVE);

      SendMessage message = new SendMessage(session, ALICE.participant(), 0, Bytes.EMPTY);
      assertThat(VmFixture.sequence(chain.submitAndBuild(VmFixture.unsigned(message)))).isZero();
      SendMessage strangers =
          new SendMessage(session, FakeCrypto.identity(9).participant(), 0, Bytes.EMPTY);
      assertThat(VmFixture.rejection(chain.submitAndBuild(VmFixture.unsigned(strangers))))
          .isEqualTo(RejectionCode.UNAUTHORIZED);
      chain.time().advance(600_000);
      chain.sweep();

      assertThat(isThere(chain, session)).isTrue();
      assertThat(counters(chain).unprovedSessions()).isZero();
      assertSound(chain);
    }
  }
}
