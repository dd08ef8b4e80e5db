package org.sessionvm.launcher.chain;

import org.sessionvm.codec.DecodeException;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.spi.StoreException;
import org.sessionvm.state.Columns;
import org.sessionvm.state.MetaKey;
import org.sessionvm.state.RulesChanges;

/**
 * What a store says of its chain, without a virtual machine.
 *
 * @param id of the chain
 * @param history its rules from the genesis on
 */
public record ChainOnDisk(ChainId id, RulesHistory history) {
  /**
   * Reads it.
   *
   * @throws StoreException when the store holds no chain, or its rules are damaged
   */
  public static ChainOnDisk read(KeyValueReader store) {
    Genesis genesis =
        Columns.META
            .get(store, MetaKey.GENESIS)
            .map(GenesisDocument::decode)
            .orElseThrow(() -> new StoreException("the store holds no chain"));
    try {
      return new ChainOnDisk(
          genesis.standaloneChainId(), RulesChanges.history(store, genesis.rules()));
    } catch (DecodeException e) {
      throw new StoreException("the rules of the chain cannot be read: " + e.getMessage(), e);
    }
  }
}
