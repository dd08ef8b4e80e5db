package org.sessionvm.vm;

import java.util.Optional;
import org.sessionvm.block.Block;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.execution.Receipt;
import org.sessionvm.execution.Result;
import org.sessionvm.execution.Verdict;
import org.sessionvm.mempool.Mempool;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.transaction.PreparedTransaction;

/** Fills a block from the mempool, oldest first. */
final class BlockBuilder {
  private final BlockTree tree;
  private final Mempool mempool;
  private final Answers answers;

  BlockBuilder(BlockTree tree, Mempool mempool, Answers answers) {
    this.tree = tree;
    this.mempool = mempool;
    this.answers = answers;
  }

  /** Whether a transaction waits that no undecided block up to {@code parent} holds. */
  boolean hasTransactions(BlockId parent) {
    return mempool.holdsBesides(tree.undecidedTransactions(parent));
  }

  /** A verified block on {@code parent}, or nothing when there is nothing to do. */
  Optional<Block> build(BlockId parent) throws InvalidBlockException {
    BlockExecution execution = tree.begin(parent);
    boolean onAccepted = parent.equals(tree.lastAccepted().id());
    for (PreparedTransaction transaction :
        mempool.oldest(execution.rules().limits().transactionsPerBlockMax())) {
      if (!execution.hasRoomFor(transaction)) {
        break;
      }
      // What an undecided block did may yet be undone, be it an ancestor or this one: only an
      // answer that rests on the accepted state alone is final. The others wait for the next block.
      boolean isFinal = onAccepted && !execution.hasTransactions();
      Result result = execution.add(transaction);
      if (isFinal && result instanceof Result.NotApplied notApplied) {
        answer(transaction, notApplied.verdict());
      }
    }
    if (execution.isEmpty()) {
      return Optional.empty();
    }
    ProcessingBlock built = execution.seal();
    tree.add(built);
    return Optional.of(built.block());
  }

  private void answer(PreparedTransaction transaction, Verdict verdict) {
    switch (verdict) {
      case Verdict.Refused refused ->
          answers.add(new Receipt.Rejected(transaction.id(), refused.rejection()));
      case Verdict.Settled settled ->
          answers.add(new Receipt.Accepted(transaction.id(), settled.outcome()));
      case Verdict.Passed _ -> throw new IllegalStateException("a passed transaction applies");
    }
  }
}
