package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.Result;
import org.sessionvm.execution.StateMachine;
import org.sessionvm.execution.Verdict;
import org.sessionvm.genesis.Limits;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.transaction.PreparedTransaction;

/**
 * The last accepted block and the verified ones above it, each with what it would change. For one
 * thread at a time.
 */
final class BlockTree {
  /** How far a block's time may be ahead of this node's clock. */
  static final long CLOCK_SKEW_MILLIS_MAX = 10_000;

  /** Most blocks that are verified and not decided; a chain node has a few. */
  static final int PROCESSING_MAX = 1_024;

  private final KeyValueStore store;
  private final ChainStore chain;
  private final StateMachine machine;
  private final TimeSource time;
  private final RulesSource source;
  private final Map<BlockId, ProcessingBlock> processing = new HashMap<>();
  private BlockHeader lastAccepted;
  private RulesHistory history;

  BlockTree(
      KeyValueStore store,
      ChainStore chain,
      StateMachine machine,
      TimeSource time,
      RulesSource source) {
    this.store = store;
    this.chain = chain;
    this.machine = machine;
    this.time = time;
    this.source = source;
    this.lastAccepted = chain.lastAccepted();
    this.history = chain.history();
  }

  BlockHeader lastAccepted() {
    return lastAccepted;
  }

  /** The rules as the last accepted block left them. */
  RulesHistory history() {
    return history;
  }

  /** Whether a block is verified, not decided, and has not lost to a sibling. */
  boolean isUndecided(BlockId id) {
    ProcessingBlock block = processing.get(id);
    return block != null && isAboveLastAccepted(block);
  }

  /** The transactions that undecided blocks hold, from the one with this id down. */
  Set<TransactionId> undecidedTransactions(BlockId id) {
    Set<TransactionId> held = new HashSet<>();
    for (ProcessingBlock block = processing.get(id);
        block != null;
        block = processing.get(block.block().header().parent())) {
      block.block().transactions().forEach(transaction -> held.add(transaction.id()));
    }
    return held;
  }

  Optional<Block> processing(BlockId id) {
    return Optional.ofNullable(processing.get(id)).map(ProcessingBlock::block);
  }

  /** Begins a block on a parent, at the clock's time or the parent's if that is later. */
  BlockExecution begin(BlockId parentId) throws InvalidBlockException {
    ParentState parent = parent(parentId);
    long timestamp = Math.max(parent.header().timestampMillis(), time.currentMillis());
    return new BlockExecution(machine, parent, timestamp);
  }

  /** A block that changes the rules, verified and kept; it is later than its parent. */
  Block buildRules(BlockId parentId, RulesChange change) throws InvalidBlockException {
    requireRulesBlocks();
    ParentState parent = parent(parentId);
    long timestamp = Math.max(parent.header().timestampMillis() + 1, time.currentMillis());
    BlockExecution execution = new BlockExecution(machine, parent, timestamp);
    execution.change(change);
    ProcessingBlock built = execution.seal();
    add(built);
    return built.block();
  }

  private void requireRulesBlocks() throws InvalidBlockException {
    if (source instanceof RulesSource.Host) {
      throw new InvalidBlockException(
          "a rules block is for a standalone chain; the rules of this one come from its host");
    }
  }

  /** Keeps a block that was built here and so is verified. */
  void add(ProcessingBlock block) throws InvalidBlockException {
    if (processing.size() >= PROCESSING_MAX) {
      throw new InvalidBlockException("more than " + PROCESSING_MAX + " blocks are undecided");
    }
    processing.put(block.block().id(), block);
  }

  /**
   * Whether a block is yet to be verified; false if it was.
   *
   * @throws InvalidBlockException when its header or its size alone breaks a rule, so that the dear
   *     checks need not begin
   */
  boolean isNew(Block block) throws InvalidBlockException {
    if (processing.containsKey(block.id()) || block.id().equals(lastAccepted.id())) {
      return false;
    }
    ParentState parent = parent(block.header().parent());
    checkHeader(parent.header(), block.header());
    if (block.rules().isPresent()) {
      requireRulesBlocks();
      return true;
    }
    Limits limits = parent.history().at(block.header().timestampMillis()).limits();
    if (block.transactions().size() > limits.transactionsPerBlockMax()
        || block.body().size() > limits.blockBytesMax()) {
      throw new InvalidBlockException("the block is over a limit of the chain");
    }
    return true;
  }

  /** Carries a new block out on its parent and keeps it if every rule holds. */
  void verify(Block block) throws InvalidBlockException {
    ParentState parent = parent(block.header().parent());
    BlockExecution execution =
        new BlockExecution(machine, parent, block.header().timestampMillis());
    if (block.rules().isPresent()) {
      execution.change(block.rules().get());
    }
    for (PreparedTransaction transaction : block.transactions()) {
      carryOut(execution, transaction);
    }
    if (execution.isEmpty()) {
      throw new InvalidBlockException("the block changes nothing");
    }
    ProcessingBlock verified = execution.seal();
    if (!verified.block().id().equals(block.id())) {
      throw new InvalidBlockException("the header does not say what the block does");
    }
    add(verified);
  }

  private void checkHeader(BlockHeader parent, BlockHeader header) throws InvalidBlockException {
    if (header.height() != parent.height() + 1) {
      throw new InvalidBlockException("the height is not one more than the parent's");
    }
    if (header.timestampMillis() < parent.timestampMillis()) {
      throw new InvalidBlockException("the time is before the parent's");
    }
    if (header.timestampMillis() > time.currentMillis() + CLOCK_SKEW_MILLIS_MAX) {
      throw new InvalidBlockException(
          "the time is more than " + CLOCK_SKEW_MILLIS_MAX + " ms ahead of this node's clock");
    }
  }

  private static void carryOut(BlockExecution execution, PreparedTransaction transaction)
      throws InvalidBlockException {
    if (execution.add(transaction) instanceof Result.NotApplied refused) {
      throw new InvalidBlockException(
          "transaction " + transaction.id() + ": " + reason(refused.verdict()));
    }
  }

  private static String reason(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Refused(Rejection rejection) -> rejection.reason();
      case Verdict.Settled _ -> "was accepted before";
      case Verdict.Passed _ -> throw new IllegalStateException("a passed transaction applies");
    };
  }

  /** Makes a child of the last accepted block durable and forgets its siblings' claim. */
  ProcessingBlock accept(BlockId id) {
    ProcessingBlock block = processing.get(id);
    if (block == null || !block.block().header().parent().equals(lastAccepted.id())) {
      throw new IllegalStateException("block " + id + " is not a verified child of the last one");
    }
    chain.commit(block);
    settle(block);
    return block;
  }

  /** Drops a block; its transactions are still in the mempool or come back to it. */
  Optional<Block> reject(BlockId id) {
    return Optional.ofNullable(processing.remove(id)).map(ProcessingBlock::block);
  }

  /**
   * Reads after a failed commit what is on disk.
   *
   * @return the block whose acceptance was in doubt and turns out to have happened
   */
  Optional<ProcessingBlock> recover() {
    store.reopen();
    BlockHeader durable = chain.lastAccepted();
    if (durable.equals(lastAccepted)) {
      return Optional.empty();
    }
    Optional<ProcessingBlock> accepted = Optional.ofNullable(processing.get(durable.id()));
    accepted.ifPresentOrElse(
        this::settle,
        () -> {
          lastAccepted = durable;
          history = chain.history();
        });
    return accepted;
  }

  /** What a child of this block finds. */
  ParentState parent(BlockId id) throws InvalidBlockException {
    BlockHeader header = header(id);
    ProcessingBlock block = processing.get(id);
    return block == null ? accepted() : new ParentState(header, block.history(), block.diff());
  }

  /** What a child of the last accepted block finds. */
  ParentState accepted() {
    return new ParentState(lastAccepted, history, store);
  }

  private void settle(ProcessingBlock block) {
    processing.remove(block.block().id());
    lastAccepted = block.block().header();
    history = block.history();
    for (ProcessingBlock child : new ArrayList<>(processing.values())) {
      if (child.block().header().parent().equals(lastAccepted.id())) {
        child.diff().rebase(store);
      }
    }
    forgetAbandoned();
  }

  /**
   * A host rejects what lost before it accepts the next block. What it has built and never told
   * anyone of it rejects at no time.
   */
  private void forgetAbandoned() {
    processing.values().removeIf(block -> block.block().header().height() < lastAccepted.height());
  }

  private BlockHeader header(BlockId id) throws InvalidBlockException {
    if (id.equals(lastAccepted.id())) {
      return lastAccepted;
    }
    ProcessingBlock block = processing.get(id);
    if (block == null || !isAboveLastAccepted(block)) {
      throw new InvalidBlockException("the parent is neither accepted last nor verified");
    }
    return block.block().header();
  }

  /** False for what lost to a sibling and is not rejected yet: its changes fit no state now. */
  private boolean isAboveLastAccepted(ProcessingBlock block) {
    ProcessingBlock ancestor = block;
    while (ancestor != null) {
      BlockId parent = ancestor.block().header().parent();
      if (parent.equals(lastAccepted.id())) {
        return true;
      }
      ancestor = processing.get(parent);
    }
    return false;
  }

  /** The blocks that are verified and not decided. */
  List<BlockId> undecided() {
    return List.copyOf(processing.keySet());
  }
}
