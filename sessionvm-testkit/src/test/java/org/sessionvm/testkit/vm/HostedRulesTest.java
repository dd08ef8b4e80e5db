package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Rule;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Progress;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.state.Columns;
import org.sessionvm.state.RulesRow;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.vm.RulesSource;
import org.sessionvm.vm.StateReader;

/** Rules that the host of a chain changes, at times that its nodes are told beforehand. */
class HostedRulesTest {
  private static final TestIdentity ALICE = FakeCrypto.identity(1);
  private static final long DAY_MILLIS = 86_400_000;

  private final MutableTime time = new MutableTime();
  private final InMemoryStore store = new InMemoryStore(Columns.ids());

  private RulesRow ttl(long inMillis, long seconds) {
    return new RulesRow(
        MutableTime.START_MILLIS + inMillis,
        new RulesChange(new TreeMap<>(Map.of(Rule.SESSION_TTL, seconds))));
  }

  private VmFixture open(RulesRow... upgrades) {
    return VmFixture.setup()
        .time(time)
        .store(store)
        .rulesFrom(new RulesSource.Host(List.of(upgrades)))
        .open();
  }

  private SessionId create(VmFixture chain, long nonce) {
    return chain.create(SessionDraft.at(time.currentMillis()).with(ALICE).nonce(nonce), ALICE);
  }

  private static long ttlSeconds(VmFixture chain, SessionId session) {
    try (StateReader reader = chain.vm().read()) {
      var view = reader.session(session).orElseThrow().session();
      return (view.expiresMillis() - view.createdMillis()) / 1_000;
    }
  }

  @Test
  void bindBlocksOfTheirTimeAndLater() {
    try (VmFixture chain = open(ttl(10_000, 60))) {
      SessionId before = create(chain, 1);
      assertThat(Rule.SESSION_TTL.of(chain.vm().rules())).isEqualTo(86_400);

      time.advance(10_000);
      SessionId after = create(chain, 2);

      assertThat(ttlSeconds(chain, before)).isEqualTo(86_400);
      assertThat(ttlSeconds(chain, after)).isEqualTo(60);
      assertThat(Rule.SESSION_TTL.of(chain.vm().rules())).isEqualTo(60);
    }
  }

  @Test
  void mayBeChangedWhileTheirTimeIsYetToCome() {
    try (VmFixture chain = open(ttl(DAY_MILLIS, 60))) {
      create(chain, 1);
    }
    try (VmFixture chain = open(ttl(DAY_MILLIS, 70), ttl(2 * DAY_MILLIS, 80))) {
      time.advance(DAY_MILLIS);
      assertThat(ttlSeconds(chain, create(chain, 2))).isEqualTo(70);
      assertThat(
              IntegrityCheck.run(store, ChainRules.DEFAULT, new FakeCrypto(), Progress.SILENT)
                  .findings())
          .isEmpty();
    }
  }

  @Test
  void areRefusedForATimeThatTheChainIsPast() {
    try (VmFixture chain = open(ttl(10_000, 60))) {
      time.advance(10_000);
      create(chain, 1);
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("at a time that the chain is past");
    assertThatThrownBy(() -> open(ttl(10_000, 61))).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> open(ttl(5_000, 50), ttl(10_000, 60)))
        .isInstanceOf(StoreException.class);
    open(ttl(10_000, 60), ttl(DAY_MILLIS, 70)).close();
  }

  @Test
  void areKnownToWhoeverReadsTheStore() {
    open(ttl(10_000, 60)).close();

    try (VmFixture chain = open(ttl(10_000, 60))) {
      assertThat(Rule.SESSION_TTL.of(chain.vm().rulesHistory().at(Long.MAX_VALUE))).isEqualTo(60);
      assertThat(chain.vm().rulesHistory().current().height()).isZero();
    }
  }
}
