package org.sessionvm.state;

import java.util.List;
import org.sessionvm.codec.Codec;
import org.sessionvm.codec.DecodeException;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;

/** The changes of a chain's rules: a row for each rules block, or what the chain's host has set. */
public final class RulesChanges {
  private static final Bytes AFTER_EVERY_HEIGHT = Bytes.fromHex("ff".repeat(Long.BYTES + 1));

  private static final int UPGRADE_BYTES_MAX = 4_096;

  private static final Codec<List<RulesRow>> UPGRADES =
      Codec.of(
          (writer, rows) -> {
            writer.u32(rows.size());
            rows.forEach(row -> writer.bytes(RulesRow.CODEC.encode(row)));
          },
          reader ->
              reader.list(
                  RulesHistory.CHANGES_MAX,
                  item -> RulesRow.CODEC.decode(item.bytes(UPGRADE_BYTES_MAX))));

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
    RulesHistory history = history(genesis, upgrades(state));
    for (KeyValue entry :
        state.scan(Columns.RULES.id(), Bytes.EMPTY, AFTER_EVERY_HEIGHT, RulesHistory.CHANGES_MAX)) {
      RulesRow row = RulesRow.CODEC.decode(entry.value());
      history = with(history, Columns.RULES.keyCodec().decode(entry.key()), row);
    }
    return history;
  }

  private static RulesHistory with(RulesHistory history, long height, RulesRow row) {
    try {
      return history.with(height, row.fromMillis(), row.change());
    } catch (IllegalArgumentException e) {
      throw new DecodeException("a change of rules does not fit: " + e.getMessage(), e);
    }
  }

  /**
   * The rules from the genesis on, as the chain's host changes them.
   *
   * @throws DecodeException when a change does not fit those before it
   */
  public static RulesHistory history(ChainRules genesis, List<RulesRow> upgrades) {
    RulesHistory history = RulesHistory.of(genesis);
    for (RulesRow row : upgrades) {
      history = with(history, 0, row);
    }
    return history;
  }

  /** What the chain's host has set, as the store has it. */
  public static List<RulesRow> upgrades(KeyValueReader state) {
    return Columns.META.get(state, MetaKey.UPGRADES).map(UPGRADES::decode).orElse(List.of());
  }

  /** Whether bytes are those of what a host has set. */
  public static boolean canDecode(Bytes bytes) {
    try {
      UPGRADES.decode(bytes);
      return true;
    } catch (DecodeException e) {
      return false;
    }
  }

  /** Bytes of what the chain's host has set. */
  public static Bytes encode(List<RulesRow> upgrades) {
    return UPGRADES.encode(upgrades);
  }
}
