package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.List;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockBody;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.execution.BlockContext;
import org.sessionvm.execution.ExpirySweep;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Result;
import org.sessionvm.execution.StateMachine;
import org.sessionvm.genesis.Limits;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Expiry;
import org.sessionvm.state.StateDiff;
import org.sessionvm.transaction.PreparedTransaction;

/** Carries a block out, whether it is being built or verified: the sweep, then transactions. */
final class BlockExecution {
  private final StateMachine machine;
  private final BlockHeader parent;
  private final BlockContext context;
  private final StateDiff diff;
  private final int sweptRows;
  private final List<PreparedTransaction> transactions = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private int bytes = BlockBody.OVERHEAD_BYTES;

  BlockExecution(
      StateMachine machine, KeyValueReader parentState, BlockHeader parent, long timestampMillis) {
    this.machine = machine;
    this.parent = parent;
    this.context = new BlockContext(parent.height() + 1, timestampMillis);
    this.diff = new StateDiff(parentState);
    this.sweptRows = new ExpirySweep(machine.rules()).run(diff, context);
  }

  /** Whether the block's limits leave room for one more transaction. */
  boolean hasRoomFor(PreparedTransaction transaction) {
    Limits limits = machine.rules().limits();
    int more = BlockBody.OVERHEAD_BYTES + transaction.encoded().size();
    return transactions.size() < limits.transactionsPerBlockMax()
        && bytes + more <= limits.blockBytesMax();
  }

  /** Carries one more transaction out, if it applies. */
  Result add(PreparedTransaction transaction) {
    Result result = machine.apply(diff, context, transactions.size(), transaction);
    if (result instanceof Result.Accepted accepted) {
      transactions.add(transaction);
      outcomes.add(accepted.outcome());
      bytes += BlockBody.OVERHEAD_BYTES + transaction.encoded().size();
    }
    return result;
  }

  /** Whether any transaction was carried out yet. */
  boolean hasTransactions() {
    return !transactions.isEmpty();
  }

  /** Whether the block would change nothing, so that there is no reason for it. */
  boolean isEmpty() {
    return sweptRows == 0 && transactions.isEmpty();
  }

  /** The block as it stands. */
  ProcessingBlock seal() {
    if (!transactions.isEmpty()) {
      long due = context.timestampMillis() + machine.rules().retentionMillis();
      diff.put(Columns.EXPIRIES, Expiry.ofPayloads(due, context.height()), Columns.PRESENT);
    }
    BlockBody body =
        new BlockBody(transactions.stream().map(PreparedTransaction::encoded).toList());
    BlockHeader header =
        new BlockHeader(
            parent.id(),
            context.height(),
            context.timestampMillis(),
            transactions.size(),
            body.hash(),
            parent.stateHashAfter(diff.hash()));
    return new ProcessingBlock(Block.of(header, transactions), diff, outcomes);
  }
}
