package org.sessionvm.plugin;

import java.nio.file.Path;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;

/**
 * The chain that a node asks for.
 *
 * @param id that every signature covers
 * @param node whose plugin this is, 20 bytes
 * @param directory that belongs to this chain alone
 * @param genesis the same on every node of the chain
 * @param upgrades likewise, for the blocks of a time
 * @param configuration of this node
 */
public record ChainDescription(
    ChainId id, Bytes node, Path directory, Bytes genesis, Bytes upgrades, Bytes configuration) {
  /** Longest genesis, upgrades and configuration, each. */
  public static final int DOCUMENT_BYTES_MAX = 1 << 20;

  public ChainDescription {
    requireShort("genesis", genesis);
    requireShort("upgrade", upgrades);
    requireShort("config", configuration);
  }

  private static void requireShort(String name, Bytes document) {
    if (document.size() > DOCUMENT_BYTES_MAX) {
      throw new IllegalArgumentException(
          "the chain's %s has %d bytes; %d is the most"
              .formatted(name, document.size(), DOCUMENT_BYTES_MAX));
    }
  }
}
