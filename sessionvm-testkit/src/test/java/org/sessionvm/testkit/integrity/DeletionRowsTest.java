package org.sessionvm.testkit.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.integrity.Finding;
import org.sessionvm.integrity.IntegrityCheck;
import org.sessionvm.integrity.Progress;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.state.Columns;
import org.sessionvm.state.PayloadDeletion;
import org.sessionvm.state.PayloadLocation;
import org.sessionvm.testkit.vm.FakeCrypto;
import org.sessionvm.testkit.vm.TestIdentity;
import org.sessionvm.testkit.vm.VmFixture;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.vm.RulesSource;

/**
 * What waits to be deleted makes sense. Blocks 1 and 2 have two transactions each, whose time is
 * over; block 3, which let them go, and block 4 have one.
 */
class DeletionRowsTest {
  @AutoClose
  private final VmFixture chain =
      VmFixture.setup().rulesFrom(new RulesSource.Host(List.of())).open();

  private int registered;

  @BeforeEach
  void grow() {
    block(2);
    block(2);
    chain.time().advance(ChainRules.DEFAULT.retentionMillis());
    block(1);
    block(1);
  }

  private void block(int transactions) {
    for (int i = 0; i < transactions; i++) {
      TestIdentity somebody = FakeCrypto.identity(++registered);
      chain
          .vm()
          .submit(chain.vm().prepare(chain.sign(new RegisterIdentity(somebody.keys()), somebody)));
    }
    assertThat(chain.buildAndAccept()).isPresent();
  }

  private List<Finding> findings() {
    return IntegrityCheck.run(chain.store(), ChainRules.DEFAULT, new FakeCrypto(), Progress.SILENT)
        .findings();
  }

  private void put(PayloadDeletion deletion, Bytes value) {
    WriteBatch batch = new WriteBatch();
    batch.put(Columns.PAYLOAD_DELETIONS.id(), PayloadDeletion.CODEC.encode(deletion), value);
    chain.store().commit(batch);
  }

  @Test
  void areSoundAsTheVirtualMachineWroteThem() {
    assertThat(findings()).isEmpty();
    assertThat(
            Columns.PAYLOAD_DELETIONS.get(
                chain.store(), new PayloadDeletion(3, PayloadLocation.firstOf(1))))
        .contains(PayloadLocation.firstOf(3));
  }

  @ParameterizedTest
  @CsvSource({
    "99, 1, 0, 3, 0, no block let them go",
    "3, 0, 0, 3, 0, no block has the first",
    "3, 1, 2, 2, 0, no block has the first",
    "3, 1, 0, 1, 0, not those of whole blocks before",
    "2, 1, 0, 3, 0, not those of whole blocks before",
    "3, 1, 1, 3, 0, not those of whole blocks before",
    "3, 1, 0, 2, 1, not those of whole blocks before",
    "4, 1, 0, 4, 0, some are to be kept",
  })
  void areFoundWhereTheyMakeNoSense(
      long decided, long fromHeight, int fromIndex, long toHeight, int toIndex, String detail) {
    PayloadDeletion deletion =
        new PayloadDeletion(decided, new PayloadLocation(fromHeight, fromIndex));
    put(deletion, PayloadLocation.CODEC.encode(new PayloadLocation(toHeight, toIndex)));

    assertThat(findings())
        .isNotEmpty()
        .allMatch(finding -> finding.column().equals(Columns.PAYLOAD_DELETIONS.id()))
        .allMatch(finding -> finding.key().equals(PayloadDeletion.CODEC.encode(deletion)))
        .anyMatch(finding -> finding.detail().contains(detail));
  }

  @Test
  void areFoundWhereTheyCannotBeRead() {
    put(new PayloadDeletion(4, PayloadLocation.firstOf(1)), Bytes.fromHex("01"));

    assertThat(findings())
        .singleElement()
        .extracting(Finding::kind)
        .isEqualTo(Finding.Kind.UNREADABLE);
  }
}
