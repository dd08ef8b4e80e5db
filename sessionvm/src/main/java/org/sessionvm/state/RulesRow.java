package org.sessionvm.state;

import org.sessionvm.codec.Codec;
import org.sessionvm.genesis.RulesChange;

/**
 * What a rules block changed.
 *
 * @param fromMillis the block's time
 * @param change the new values
 */
public record RulesRow(long fromMillis, RulesChange change) {
  /** Bytes on disk. */
  public static final Codec<RulesRow> CODEC =
      Codec.of(
          (writer, row) -> writer.u64(row.fromMillis).raw(RulesChange.CODEC.encode(row.change)),
          reader -> new RulesRow(reader.u64(), RulesChange.read(reader)));

  public RulesRow {
    if (fromMillis < 0) {
      throw new IllegalArgumentException("the time of a block is below 2^63");
    }
  }
}
