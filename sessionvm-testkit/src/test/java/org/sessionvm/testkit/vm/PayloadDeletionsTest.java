package org.sessionvm.testkit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sessionvm.block.Block;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.genesis.Authentication;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.genesis.Rule;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Progress;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.state.Column;
import org.sessionvm.state.Columns;
import org.sessionvm.state.PayloadDeletion;
import org.sessionvm.state.PayloadLocation;
import org.sessionvm.state.RulesRow;
import org.sessionvm.testkit.store.FaultyStore;
import org.sessionvm.testkit.store.FaultyStore.CommitFault;
import org.sessionvm.testkit.store.InMemoryStore;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.vm.RulesSource;
import org.sessionvm.vm.VmSettings;

/** When payloads leave the disk: at once, or when a host cannot have forgotten why. */
class PayloadDeletionsTest {
  private static final Bytes END = Bytes.fromHex("ff".repeat(80));
  private static final long DAY = 86_400_000;
  private static final long MINUTE = 60_000;
  private static final ChainRules RULES =
      new ChainRules(
          3_600,
          100,
          0,
          1,
          "07",
          Authentication.SIGNED,
          new Limits(1_000, 10, 100, 10, 1 << 20, 100, 16, 1 << 19, 64));

  private final MutableTime time = new MutableTime();
  private final FaultyStore store = new FaultyStore(new InMemoryStore(Columns.ids()));
  private int registered;

  private VmFixture.Setup setup() {
    return VmFixture.setup().rules(RULES).time(time).store(store);
  }

  private VmFixture hosted(boolean keepPayloads, RulesRow... upgrades) {
    VmSettings usual = VmSettings.DEFAULT;
    return setup()
        .rulesFrom(new RulesSource.Host(List.of(upgrades)))
        .settings(
            new VmSettings(
                usual.mempoolTransactionsMax(),
                usual.mempoolBytesMax(),
                usual.verificationQueueMax(),
                keepPayloads,
                usual.maintenanceIntervalMillis()))
        .open();
  }

  private VmFixture hosted() {
    return hosted(false);
  }

  private RegisterIdentity registration(TestIdentity identity) {
    return new RegisterIdentity(identity.keys());
  }

  /** One more block, with one transaction. */
  private void grow(VmFixture chain) {
    TestIdentity somebody = FakeCrypto.identity(++registered);
    VmFixture.outcome(chain.submitAndBuild(registration(somebody), somebody));
  }

  private int rows(Column<?, ?> column) {
    return store.scan(column.id(), Bytes.EMPTY, END, 100_000).size();
  }

  private void assertSound() {
    assertThat(IntegrityCheck.run(store, RULES, new FakeCrypto(), Progress.SILENT).findings())
        .isEmpty();
  }

  /** What is on disk of the blocks so far, and what waits to be deleted. */
  private void assertRows(int payloads, int waiting) {
    assertThat(rows(Columns.PAYLOADS)).as("payloads").isEqualTo(payloads);
    assertThat(rows(Columns.PAYLOAD_DELETIONS)).as("waiting").isEqualTo(waiting);
    assertSound();
  }

  @Test
  void areDeletedOnceTheHostSurelyRemembersTheBlockThatLetThemGo() {
    try (VmFixture chain = hosted()) {
      grow(chain);
      grow(chain);
      time.advance(DAY);
      grow(chain);
      assertRows(3, 1);

      time.advance(10 * MINUTE - 1);
      grow(chain);
      assertRows(4, 1);
      assertThat(chain.vm().getBlockAt(1)).isPresent();
      assertThat(chain.vm().getBlockAt(2)).isPresent();

      time.advance(1);
      grow(chain);
      assertRows(3, 0);
      assertThat(chain.vm().getBlockAt(1)).isEmpty();
      assertThat(chain.vm().getBlockAt(2)).isEmpty();
      assertThat(chain.vm().getBlockAt(3)).isPresent();
    }
  }

  private static RulesRow retention(long inMillis, long days) {
    return new RulesRow(
        MutableTime.START_MILLIS + inMillis,
        new RulesChange(new TreeMap<>(Map.of(Rule.RETENTION_DAYS, days))));
  }

  /** The second block is made under a longer retention than those beside it. */
  @Test
  void areDeletedWithoutWhatLiesBetween() {
    try (VmFixture chain = hosted(false, retention(10, 9), retention(20, 1))) {
      grow(chain);
      time.advance(10);
      grow(chain);
      time.advance(10);
      grow(chain);
      time.advance(DAY);
      grow(chain);
      assertRows(4, 2);

      time.advance(10 * MINUTE);
      grow(chain);
      assertRows(3, 0);
      assertThat(chain.vm().getBlockAt(1)).isEmpty();
      assertThat(chain.vm().getBlockAt(2)).isPresent();
      assertThat(chain.vm().getBlockAt(3)).isEmpty();
    }
  }

  @Test
  void areDeletedAtOnceInAChainOfOne() {
    try (VmFixture chain = setup().open()) {
      grow(chain);
      time.advance(DAY);
      grow(chain);
      assertRows(1, 0);
    }
  }

  @Test
  void changeNothingThatNodesAgreeOn() throws InvalidBlockException {
    try (VmFixture chain = hosted();
        VmFixture alone = VmFixture.setup().rules(RULES).time(time).open()) {
      for (int i = 0; i < 20; i++) {
        TestIdentity somebody = FakeCrypto.identity(++registered);
        chain.vm().submit(chain.vm().prepare(chain.sign(registration(somebody), somebody)));
        Block built = chain.buildAndAccept().orElseThrow();
        alone.follow(built);
        time.advance(DAY / 3);
      }
      assertThat(alone.vm().lastAccepted()).isEqualTo(chain.vm().lastAccepted());
      assertRows(4, 1);
    }
  }

  /** What an earlier process accepted a host may have forgotten and be on its way to once more. */
  @Test
  void waitAnewAfterARestart() {
    try (VmFixture chain = hosted()) {
      grow(chain);
      time.advance(DAY);
      grow(chain);
    }
    time.advance(10 * MINUTE);
    try (VmFixture again = hosted()) {
      time.advance(10 * MINUTE);
      grow(again);
      assertRows(3, 1);

      time.advance(10 * MINUTE);
      grow(again);
      assertRows(3, 0);
    }
  }

  @Test
  void waitAsLongAsPayloadsAreKept() {
    try (VmFixture chain = hosted()) {
      grow(chain);
      time.advance(DAY);
      grow(chain);
      assertRows(2, 1);
    }
    try (VmFixture keeping = hosted(true)) {
      for (int i = 0; i < 3; i++) {
        time.advance(DAY);
        grow(keeping);
      }
      assertRows(5, 1);
    }
  }

  @Test
  void leaveTheQueueInPieces() {
    int ranges = 4_096 + 100;
    try (VmFixture chain = hosted()) {
      grow(chain);
      WriteBatch batch = new WriteBatch();
      for (int i = 0; i < ranges; i++) {
        PayloadLocation from = PayloadLocation.firstOf(1_000_000 + 2L * i);
        batch.put(
            Columns.PAYLOAD_DELETIONS.id(),
            PayloadDeletion.CODEC.encode(new PayloadDeletion(1, from)),
            PayloadLocation.CODEC.encode(PayloadLocation.firstOf(from.height() + 1)));
      }
      store.commit(batch);
      time.advance(10 * MINUTE);

      grow(chain);
      assertThat(rows(Columns.PAYLOAD_DELETIONS)).isEqualTo(100);
      grow(chain);
      assertThat(rows(Columns.PAYLOAD_DELETIONS)).isZero();
    }
  }

  /** The store, which notes from which key on it is asked for what waits. */
  private KeyValueStore noting(List<Bytes> begins) {
    return (KeyValueStore)
        Proxy.newProxyInstance(
            KeyValueStore.class.getClassLoader(),
            new Class<?>[] {KeyValueStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("scan")
                  && arguments[0].equals(Columns.PAYLOAD_DELETIONS.id())) {
                begins.add((Bytes) arguments[1]);
              }
              return method.invoke(store, arguments);
            });
  }

  /** A store would go over what is gone with every block. */
  @Test
  void areLookedForFromTheLastThatIsGoneOn() {
    List<Bytes> begins = new ArrayList<>();
    RulesSource host = new RulesSource.Host(List.of());
    try (VmFixture chain = setup().store(noting(begins)).rulesFrom(host).open()) {
      grow(chain);
      time.advance(DAY);
      grow(chain);
      time.advance(10 * MINUTE);
      grow(chain);
      assertThat(begins.getLast()).isEqualTo(Bytes.EMPTY);
      grow(chain);
      assertThat(begins.getLast())
          .isEqualTo(
              PayloadDeletion.CODEC.encode(new PayloadDeletion(2, PayloadLocation.firstOf(1))));
    }
  }

  @ParameterizedTest
  @EnumSource(CommitFault.class)
  void leaveTheDiskAndTheQueueTogether(CommitFault fault) {
    try (VmFixture chain = hosted()) {
      grow(chain);
      time.advance(DAY);
      grow(chain);
      time.advance(10 * MINUTE);
      store.failNextCommit(fault);
      assertThatThrownBy(() -> grow(chain)).isInstanceOf(StoreException.class);
      chain.vm().recover();
      assertRows(2, fault == CommitFault.BEFORE_WRITING ? 1 : 0);

      grow(chain);
      assertThat(rows(Columns.PAYLOAD_DELETIONS)).isZero();
      assertThat(chain.vm().getBlockAt(1)).isEmpty();
      assertSound();
    }
  }
}
