package org.sessionvm.launcher.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many connections there are descriptors for. */
class ConnectionBudgetTest {
  @Test
  void isWhatWasAskedForWhereThatIsPossible() {
    ConnectionBudget budget = ConnectionBudget.of(8_192, 200, 65_536);

    assertThat(budget.connectionsMax()).isEqualTo(8_192);
    assertThat(budget.warning()).isEmpty();
    assertThat(ConnectionBudget.of(8_192, 0, Long.MAX_VALUE).warning()).isEmpty();
    assertThat(ConnectionBudget.of(8_192, 100, 20_000).warning()).isEmpty();
  }

  @Test
  void leavesDescriptorsToTheStoreAndToWhoReopensIt() {
    ConnectionBudget budget = ConnectionBudget.of(8_192, 100, 700);

    assertThat(2 * budget.connectionsMax() + 100)
        .isLessThanOrEqualTo(700 * 3 / 4 - (int) ProcessHealth.DESCRIPTORS_LEFT_MIN);
    assertThat(budget.connectionsMax()).isGreaterThan(150);
    assertThat(budget.warning().orElseThrow()).contains("8192").contains("700").contains("180");
  }

  @Test
  void takesSomeConnectionsWhateverTheLimitIs() {
    assertThat(ConnectionBudget.of(8_192, 300, 256).connectionsMax()).isPositive();
    assertThat(ConnectionBudget.of(1, 300, 256).connectionsMax()).isEqualTo(1);
  }
}
