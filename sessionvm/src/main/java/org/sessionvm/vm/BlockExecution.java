package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockBody;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.block.BlockKind;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.execution.BlockContext;
import org.sessionvm.execution.ExpirySweep;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Result;
import org.sessionvm.execution.StateMachine;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.genesis.Rule;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.state.Columns;
import org.sessionvm.state.ErasedPayloads;
import org.sessionvm.state.Expiry;
import org.sessionvm.state.PayloadRange;
import org.sessionvm.state.RulesChanges;
import org.sessionvm.state.StateDiff;
import org.sessionvm.transaction.PreparedTransaction;

/**
 * Carries a block out, whether it is being built or verified: the sweep, then transactions or a
 * change of the rules, which binds the blocks after this one.
 */
final class BlockExecution {
  private final StateMachine machine;
  private final BlockHeader parent;
  private final BlockContext context;
  private final StateDiff diff;
  private final ExpirySweep.Swept swept;
  private final List<PreparedTransaction> transactions = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private Optional<RulesChange> change = Optional.empty();
  private int bytes = BlockBody.OVERHEAD_BYTES;

  BlockExecution(StateMachine machine, ParentState parent, long timestampMillis) {
    this.machine = machine;
    this.parent = parent.header();
    this.context =
        new BlockContext(parent.header().height() + 1, timestampMillis, parent.history());
    this.diff = new StateDiff(parent.state());
    this.swept = new ExpirySweep(context).run(diff);
  }

  /** The rules that bind the block. */
  ChainRules rules() {
    return context.rules();
  }

  /** Changes the rules for the blocks after this one, which holds nothing else. */
  void change(RulesChange rules) throws InvalidBlockException {
    if (context.timestampMillis() <= parent.timestampMillis()) {
      throw new InvalidBlockException("a rules block must be later than its parent");
    }
    RulesHistory history = context.history();
    if (history.changes() >= RulesHistory.CHANGES_MAX) {
      throw new InvalidBlockException(
          "the rules were changed " + RulesHistory.CHANGES_MAX + " times, which is the most");
    }
    ChainRules before = history.current().rules();
    for (Map.Entry<Rule, Long> changed : rules.values().entrySet()) {
      if (changed.getKey().of(before) == changed.getValue()) {
        throw new InvalidBlockException(changed.getKey().text() + " is what it was");
      }
    }
    try {
      rules.applyTo(before);
    } catch (IllegalArgumentException e) {
      throw new InvalidBlockException(String.valueOf(e.getMessage()));
    }
    RulesChanges.put(diff, context.height(), context.timestampMillis(), rules);
    change = Optional.of(rules);
  }

  /** Whether the block's limits leave room for one more transaction. */
  boolean hasRoomFor(PreparedTransaction transaction) {
    Limits limits = context.rules().limits();
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
    return swept.rows() == 0 && transactions.isEmpty() && change.isEmpty();
  }

  /** The block as it stands. */
  ProcessingBlock seal() {
    if (!transactions.isEmpty()) {
      long due = context.timestampMillis() + context.rules().retentionMillis();
      diff.put(Columns.EXPIRIES, Expiry.ofPayloads(due, context.height()), Columns.PRESENT);
    }
    RulesHistory history =
        change
            .map(
                rules -> context.history().with(context.height(), context.timestampMillis(), rules))
            .orElse(context.history());
    return new ProcessingBlock(block(), diff, outcomes, history, deletedPayloads());
  }

  private List<PayloadRange> deletedPayloads() {
    List<PayloadRange> ranges = new ArrayList<>(ErasedPayloads.erasedBy(diff));
    swept.payloads().forEach(height -> ranges.add(PayloadRange.ofBlock(height)));
    return ranges;
  }

  private Block block() {
    return change
        .map(rules -> Block.ofRules(header(BlockKind.RULES, Block.rulesHash(rules)), rules))
        .orElseGet(
            () -> {
              BlockBody body =
                  new BlockBody(transactions.stream().map(PreparedTransaction::encoded).toList());
              return Block.of(header(BlockKind.TRANSACTIONS, body.hash()), transactions);
            });
  }

  private BlockHeader header(BlockKind kind, Bytes bodyHash) {
    return new BlockHeader(
        kind,
        parent.id(),
        context.height(),
        context.timestampMillis(),
        transactions.size(),
        bodyHash,
        parent.stateHashAfter(diff.hash()));
  }
}
