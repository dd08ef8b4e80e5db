package org.sessionvm.execution;

import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.RulesHistory;

/**
 * What a transaction may know of its block.
 *
 * @param height of the block
 * @param timestampMillis the block's time, the only clock of the state machine
 * @param history the rules of the chain as the block's parent left them
 */
public record BlockContext(long height, long timestampMillis, RulesHistory history) {
  /** The rules that bind the block. */
  public ChainRules rules() {
    return history.at(timestampMillis);
  }
}
