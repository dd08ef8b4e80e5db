package org.sessionvm.plugin.chain;

import java.util.Optional;

/** Keeps the mark where the node keeps its own view of the chain. */
public interface MarkKeeper {
  /** The mark, unless this database has never had one. */
  Optional<ChainMark> read();

  /** Replaces it; what the node writes after that is not on disk before it. */
  void write(ChainMark mark);
}
