package org.sessionvm.vm;

import java.util.List;
import org.sessionvm.block.Block;
import org.sessionvm.execution.Outcome;

/**
 * Is told of every accepted block, in order, on the thread that accepts: it must be quick. What it
 * throws is counted and stops nothing.
 */
@FunctionalInterface
public interface BlockListener {
  /** {@code block} is on disk; {@code outcomes} are what its transactions did, in order. */
  void accepted(Block block, List<Outcome> outcomes);
}
