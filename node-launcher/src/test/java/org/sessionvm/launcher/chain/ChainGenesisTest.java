package org.sessionvm.launcher.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.SettingsResolver;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.state.Columns;
import org.sessionvm.state.MetaKey;
import org.sessionvm.testkit.store.InMemoryStore;

class ChainGenesisTest {
  @Test
  void keepsTheRulesOfTheFirstStart() {
    try (InMemoryStore store = new InMemoryStore(Columns.ids())) {
      Genesis first = ChainGenesis.of(store, settings(Map.of("sessionTTL", "7")), () -> 5);
      keep(store, first);

      assertThat(ChainGenesis.of(store, settings(Map.of()), () -> 9)).isEqualTo(first);
      assertThat(ChainGenesis.rules(store)).isEqualTo(first.rules());
    }
  }

  @Test
  void refusesARuleThatNoChainCanHave() {
    try (InMemoryStore store = new InMemoryStore(Columns.ids())) {
      assertThatThrownBy(() -> ChainGenesis.of(store, settings(Map.of("idPrefix", "a b")), () -> 5))
          .isInstanceOf(SettingException.class)
          .hasMessageContaining("idPrefix");
    }
  }

  private static void keep(InMemoryStore store, Genesis genesis) {
    WriteBatch batch = new WriteBatch();
    batch.put(Columns.META.id(), MetaKey.CODEC.encode(MetaKey.GENESIS), genesis.bytes());
    store.commit(batch);
  }

  private static EffectiveSettings settings(Map<String, String> options) {
    return new SettingsResolver(Map.of()).resolve(options, Optional.empty());
  }
}
