package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.block.BlockKind;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Rule;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.genesis.RulesEra;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Progress;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.state.Columns;
import org.sessionvm.testkit.store.FaultyStore;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.vm.RulesSource;
import org.sessionvm.vm.StateReader;

class RulesBlockTest {
  private static final long DAY = 86_400_000;
  private static final TestIdentity ALICE = FakeCrypto.identity(1);
  private static final TestIdentity BOB = FakeCrypto.identity(2);

  private final MutableTime time = new MutableTime();
  private final FaultyStore store = new FaultyStore(new InMemoryStore(Columns.ids()));
  private final VmFixture chain = VmFixture.setup().time(time).store(store).open();
  private final VmFixture follower = VmFixture.setup().time(time).open();

  @AfterEach
  void closeBoth() {
    chain.close();
    follower.close();
  }

  private static RulesChange change(Rule rule, long value) {
    return new RulesChange(new TreeMap<>(Map.of(rule, value)));
  }

  private static Block built(VmFixture fixture, RulesChange change) {
    try {
      return fixture.vm().buildRulesBlock(change);
    } catch (InvalidBlockException e) {
      throw new AssertionError(e);
    }
  }

  private void change(RulesChange change) {
    Block block = built(chain, change);
    time.set(Math.max(time.currentMillis(), block.header().timestampMillis()));
    chain.vm().accept(block.id());
  }

  private SessionId session(long nonce) {
    return chain.create(SessionDraft.at(time.currentMillis()).with(ALICE, BOB).nonce(nonce), ALICE);
  }

  private long send(SessionId session, int content) {
    return VmFixture.sequence(
        chain.submitAndBuild(
            new SendMessage(
                session, ALICE.participant(), 0, Bytes.fromHex("%08x".formatted(content))),
            ALICE));
  }

  private List<Long> shown(SessionId session) {
    try (StateReader reader = chain.vm().read()) {
      return reader.messages(reader.session(session).orElseThrow(), 0, 100).messages().stream()
          .map(message -> message.sequence().orElseThrow())
          .toList();
    }
  }

  private int payloads() {
    return store
        .scan(Columns.PAYLOADS.id(), Bytes.EMPTY, Bytes.fromHex("ff".repeat(20)), 100)
        .size();
  }

  private void assertSound() {
    assertThat(
            IntegrityCheck.run(store, ChainRules.DEFAULT, new FakeCrypto(), Progress.SILENT)
                .findings())
        .isEmpty();
  }

  @Test
  void bindsTheBlocksAfterItAndNoTimeThatIsSet() {
    SessionId before = session(1);
    change(change(Rule.SESSION_TTL, 60));
    SessionId after = session(2);

    assertThat(chain.vm().rules().sessionTtlSeconds()).isEqualTo(60);
    assertThat(chain.vm().rulesHistory().current().height()).isEqualTo(2);
    try (StateReader reader = chain.vm().read()) {
      assertThat(reader.session(before).orElseThrow().session())
          .satisfies(s -> assertThat(s.expiresMillis() - s.createdMillis()).isEqualTo(DAY));
      assertThat(reader.session(after).orElseThrow().session())
          .satisfies(s -> assertThat(s.expiresMillis() - s.createdMillis()).isEqualTo(60_000));
    }
    assertSound();
  }

  @Test
  void bindsALimitWhereverItIsUsed() {
    SessionId session = session(1);
    send(session, 1);
    send(session, 2);
    change(change(Rule.MAX_MESSAGES, 2));

    assertThat(
            VmFixture.rejection(
                chain.submitAndBuild(
                    new SendMessage(session, ALICE.participant(), 0, Bytes.fromHex("03")), ALICE)))
        .isEqualTo(RejectionCode.LIMIT_EXCEEDED);
  }

  /** Messages keep the retention under which they were accepted, on disk too. */
  @Test
  void letsNothingGoEarlierOrStayLongerThanWasPromised() {
    SessionId session = session(1);
    send(session, 1);
    change(change(Rule.RETENTION_DAYS, 2));
    send(session, 2);
    time.advance(2 * DAY);
    chain.sweep();

    assertThat(shown(session)).containsExactly(0L);
    assertThat(payloads()).isEqualTo(2);
    assertSound();

    time.advance(28 * DAY - 2);
    chain.sweep();
    assertThat(shown(session)).containsExactly(0L);
    time.advance(1);
    chain.sweep();
    assertThat(shown(session)).isEmpty();
    assertThat(payloads()).isZero();
    assertSound();
    time.advance(DAY);
    chain.sweep();
    try (StateReader reader = chain.vm().read()) {
      assertThat(reader.counters().sessions()).isZero();
    }
    assertSound();
  }

  @Test
  void keepsASessionAsLongAsItWasMadeFor() {
    SessionId session = session(1);
    change(change(Rule.RETENTION_DAYS, 1));

    // Changing the rules took a millisecond.
    time.advance(DAY + 30 * DAY - 2);
    chain.sweep();
    try (StateReader reader = chain.vm().read()) {
      assertThat(reader.session(session)).isPresent();
    }
    time.advance(1);
    try (StateReader reader = chain.vm().read()) {
      assertThat(reader.session(session)).isEmpty();
    }
  }

  @Test
  void isFollowedByAnotherInstance() throws InvalidBlockException {
    Block block = built(chain, change(Rule.SESSION_TTL, 60));
    time.set(block.header().timestampMillis());
    chain.vm().accept(block.id());
    follower.follow(block);

    assertThat(block.header().kind()).isEqualTo(BlockKind.RULES);
    assertThat(follower.vm().rulesHistory()).isEqualTo(chain.vm().rulesHistory());
    assertThat(chain.vm().getBlock(block.id())).contains(block);
    assertThat(follower.vm().lastAccepted()).isEqualTo(chain.vm().lastAccepted());
  }

  @Test
  void isRefusedByAChainWhoseHostMakesTheRules() {
    try (VmFixture hosted =
        VmFixture.setup().time(time).rulesFrom(new RulesSource.Host(List.of())).open()) {
      Block block = built(chain, change(Rule.SESSION_TTL, 60));

      assertThatThrownBy(() -> hosted.follow(block))
          .isInstanceOf(InvalidBlockException.class)
          .hasMessageContaining("a rules block is for a standalone chain");
      assertThatThrownBy(() -> hosted.vm().buildRulesBlock(change(Rule.SESSION_TTL, 60)))
          .isInstanceOf(InvalidBlockException.class)
          .hasMessageContaining("a rules block is for a standalone chain");
      assertThat(hosted.vm().lastAccepted().height()).isZero();
    }
  }

  @Test
  void saysWhatDoesNotFit() {
    refused(change(Rule.SESSION_TTL, 86_400), "sessionTTL is what it was");
    refused(change(Rule.SWEEP_ROWS_PER_BLOCK_MAX, 5), "sweepRowsPerBlockMax must be at least");
    assertThatThrownBy(() -> change(Rule.SESSION_TTL, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sessionTTL must be from 1 to 315360000, not 0");
  }

  private void refused(RulesChange change, String reason) {
    assertThatThrownBy(() -> chain.vm().buildRulesBlock(change))
        .isInstanceOf(InvalidBlockException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void isLaterThanItsParentThoughTheClockStands() throws InvalidBlockException {
    session(1);
    Block honest = built(chain, change(Rule.SESSION_TTL, 60));
    BlockHeader header = honest.header();

    assertThat(header.timestampMillis()).isEqualTo(chain.vm().lastAccepted().timestampMillis() + 1);
    BlockHeader early =
        new BlockHeader(
            BlockKind.RULES,
            header.parent(),
            header.height(),
            header.timestampMillis() - 1,
            0,
            header.bodyHash(),
            header.stateHash());
    Block forged = Block.ofRules(early, honest.rules().orElseThrow());
    assertThatThrownBy(() -> chain.vm().verify(forged))
        .isInstanceOf(InvalidBlockException.class)
        .hasMessage("a rules block must be later than its parent");
  }

  @Test
  void refusesAHeaderThatDoesNotSayWhatTheChangeDoes() {
    Block honest = built(chain, change(Rule.SESSION_TTL, 60));
    RulesChange other = change(Rule.SESSION_TTL, 61);
    BlockHeader header = honest.header();
    Block forged =
        Block.ofRules(
            new BlockHeader(
                BlockKind.RULES,
                header.parent(),
                header.height(),
                header.timestampMillis(),
                0,
                Block.rulesHash(other),
                header.stateHash()),
            other);

    assertThatThrownBy(() -> follower.follow(forged))
        .isInstanceOf(InvalidBlockException.class)
        .hasMessageContaining("does not say what the block does");
  }

  @Test
  void isThereAsAWholeOrNotAtAllAfterAFailedCommit() {
    long ttl = 60;
    for (FaultyStore.CommitFault fault : FaultyStore.CommitFault.values()) {
      ttl++;
      Block block = built(chain, change(Rule.SESSION_TTL, ttl));
      time.set(block.header().timestampMillis());
      store.failNextCommit(fault);
      assertThatThrownBy(() -> chain.vm().accept(block.id())).isInstanceOf(StoreException.class);
      chain.vm().recover();

      boolean written = chain.vm().lastAccepted().equals(block.header());
      assertThat(chain.vm().rules().sessionTtlSeconds() == ttl).isEqualTo(written);
      assertThat(chain.vm().rulesHistory().changes()).isEqualTo(written ? 1 : 0);
      assertSound();
    }
    assertThat(chain.vm().rulesHistory().changes()).isOne();
  }

  @Test
  void isKnownAfterARestart() {
    session(1);
    change(change(Rule.MAX_MESSAGES, 5));
    change(change(Rule.MAX_MESSAGES, 6));
    RulesHistory history = chain.vm().rulesHistory();
    chain.close();

    try (VmFixture again = VmFixture.setup().time(time).store(store).open()) {
      assertThat(again.vm().rulesHistory()).isEqualTo(history);
      assertThat(history.eras().stream().map(RulesEra::height)).containsExactly(0L, 2L, 3L);
    }
  }

  @Test
  void changesRulesABoundedNumberOfTimes() {
    for (int i = 0; i < RulesHistory.CHANGES_MAX; i++) {
      change(change(Rule.MAX_MESSAGES, 1 + i % 2));
    }

    refused(change(Rule.MAX_MESSAGES, 7), "4096 times");
  }
}
