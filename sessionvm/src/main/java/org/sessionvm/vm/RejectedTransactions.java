package org.sessionvm.vm;

import org.sessionvm.block.Block;
import org.sessionvm.execution.BlockContext;
import org.sessionvm.execution.StateContext;
import org.sessionvm.mempool.Mempool;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.StoreException;
import org.sessionvm.transaction.PreparedTransaction;

/**
 * Lets what a rejected block held wait for another, but for what is settled: its sibling that was
 * accepted may have held the same.
 */
final class RejectedTransactions {
  private final BlockTree tree;
  private final Hashing hashing;
  private final Mempool mempool;

  RejectedTransactions(BlockTree tree, Hashing hashing, Mempool mempool) {
    this.tree = tree;
    this.hashing = hashing;
    this.mempool = mempool;
  }

  void waitAgain(Block rejected) {
    ParentState accepted = tree.accepted();
    BlockContext next =
        new BlockContext(
            accepted.header().height() + 1,
            accepted.header().timestampMillis(),
            accepted.history());
    StateContext context = new StateContext(accepted.state(), next, 0, hashing);
    rejected.transactions().stream()
        .filter(transaction -> !isSettled(context, transaction))
        .forEach(mempool::offer);
  }

  private static boolean isSettled(StateContext context, PreparedTransaction transaction) {
    try {
      return transaction.transaction().settled(context, transaction.id()).isPresent();
    } catch (StoreException e) {
      // A block may be rejected while the store cannot be read, and nothing is to be lost with it.
      return false;
    }
  }
}
