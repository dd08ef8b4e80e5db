package org.sessionvm.store.backup;

import java.time.Instant;

/**
 * What of the chain a backup holds.
 *
 * @param chainId as text without spaces
 * @param height of the last accepted block
 * @param blockId of that block, as text without spaces
 * @param blockTime of that block
 */
public record PointLabel(String chainId, long height, String blockId, Instant blockTime) {
  public PointLabel {
    require(chainId);
    require(blockId);
  }

  private static void require(String word) {
    if (!word.matches("[0-9A-Za-z]{1,128}")) {
      throw new IllegalArgumentException("an id must be 1 to 128 letters and digits");
    }
  }
}
