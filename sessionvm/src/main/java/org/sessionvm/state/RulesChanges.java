package org.sessionvm.state;

import org.sessionvm.codec.DecodeException;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;

/** The changes of a chain's rules, one row for each rules block. */
public final class RulesChanges {
  private static final Bytes AFTER_EVERY_HEIGHT = Bytes.fromHex("ff".repeat(Long.BYTES + 1));

  private RulesChanges() {}

  /** Notes what the block at a height changes. */
  public static void put(StateDiff state, long height, long fromMillis, RulesChange change) {
    state.put(Columns.RULES, height, new RulesRow(fromMillis, change));
  }

  /**
   * The rules from the genesis on.
   *
   * @throws DecodeException when a row is damaged
   */
  public static RulesHistory history(KeyValueReader state, ChainRules genesis) {
    RulesHistory history = RulesHistory.of(genesis);
    for (KeyValue entry :
        state.scan(Columns.RULES.id(), Bytes.EMPTY, AFTER_EVERY_HEIGHT, RulesHistory.CHANGES_MAX)) {
      RulesRow row = RulesRow.CODEC.decode(entry.value());
      try {
        history =
            history.with(
                Columns.RULES.keyCodec().decode(entry.key()), row.fromMillis(), row.change());
      } catch (IllegalArgumentException e) {
        throw new DecodeException("a change of rules does not fit: " + e.getMessage(), e);
      }
    }
    return history;
  }
}
