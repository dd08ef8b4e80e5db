package org.sessionvm.launcher.chain;

import java.security.SecureRandom;
import java.util.Optional;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.launcher.settings.EffectiveSettings;
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

  /** The genesis that the store holds, or a new one. */
  public static Genesis of(KeyValueReader store, EffectiveSettings settings, TimeSource time) {
    Optional<Bytes> stored = Columns.META.get(store, MetaKey.GENESIS);
    if (stored.isPresent()) {
      return GenesisDocument.decode(stored.get());
    }
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    return GenesisDocument.create(settings, Bytes.wrap(seed), time.currentMillis());
  }

  /** The rules at the genesis of the chain that a store holds. */
  public static ChainRules rules(KeyValueReader store) {
    return Columns.META
        .get(store, MetaKey.GENESIS)
        .map(bytes -> GenesisDocument.decode(bytes).rules())
        .orElseThrow(() -> new StoreException("the store holds no chain"));
  }
}
