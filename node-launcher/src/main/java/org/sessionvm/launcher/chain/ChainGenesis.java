package org.sessionvm.launcher.chain;

import java.security.SecureRandom;
import java.util.Optional;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.Setting.Scope;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.state.Columns;
import org.sessionvm.state.MetaKey;

/**
 * The genesis of a standalone chain: made of the settings at the first start, kept from then on.
 */
public final class ChainGenesis {
  private static final int SEED_BYTES = 32;

  private ChainGenesis() {}

  /**
   * The genesis that the store holds, or a new one.
   *
   * @throws SettingException when somebody chose a rule that differs from the chain's
   */
  public static Genesis of(KeyValueReader store, EffectiveSettings settings, TimeSource time) {
    Optional<Bytes> stored = Columns.META.get(store, MetaKey.GENESIS);
    if (stored.isPresent()) {
      Genesis genesis = GenesisDocument.decode(stored.get());
      refuseOtherRules(genesis, settings);
      return genesis;
    }
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    return GenesisDocument.create(settings, Bytes.wrap(seed), time.currentMillis());
  }

  /** The rules of the chain that a store holds. */
  public static ChainRules rules(KeyValueReader store) {
    return Columns.META
        .get(store, MetaKey.GENESIS)
        .map(bytes -> GenesisDocument.decode(bytes).rules())
        .orElseThrow(() -> new StoreException("the store holds no chain"));
  }

  private static void refuseOtherRules(Genesis genesis, EffectiveSettings settings) {
    EffectiveSettings rules = GenesisDocument.settings(genesis.bytes());
    for (Setting setting : Settings.all()) {
      if (setting.scope() == Scope.CHAIN
          && settings.isChosen(setting)
          && !settings.text(setting).equals(rules.text(setting))) {
        throw new SettingException(
            "%s is a rule of this chain and was fixed at its first start as %s, not %s"
                .formatted(setting.name(), rules.text(setting), settings.text(setting)));
      }
    }
  }
}
