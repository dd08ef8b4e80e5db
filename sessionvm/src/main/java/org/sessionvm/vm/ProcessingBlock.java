package org.sessionvm.vm;

import java.util.List;
import org.sessionvm.block.Block;
import org.sessionvm.execution.Outcome;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.state.PayloadRange;
import org.sessionvm.state.StateDiff;

/**
 * A block that is verified and neither accepted nor rejected.
 *
 * @param block the block
 * @param diff what it changes over its parent
 * @param outcomes what each transaction did, in order
 * @param history the rules that its children find
 * @param deletedPayloads what it lets go, in the order of the chain
 */
record ProcessingBlock(
    Block block,
    StateDiff diff,
    List<Outcome> outcomes,
    RulesHistory history,
    List<PayloadRange> deletedPayloads) {
  ProcessingBlock {
    outcomes = List.copyOf(outcomes);
    deletedPayloads = List.copyOf(deletedPayloads);
  }
}
