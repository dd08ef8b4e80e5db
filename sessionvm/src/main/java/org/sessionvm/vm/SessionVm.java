package org.sessionvm.vm;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.sessionvm.block.Block;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.block.InvalidBlockException;
import org.sessionvm.execution.ExpirySweep;
import org.sessionvm.execution.Receipt;
import org.sessionvm.execution.StateMachine;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Genesis;
import org.sessionvm.genesis.RulesChange;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.mempool.Mempool;
import org.sessionvm.primitives.BlockId;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.spi.StoreException;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.verification.SignatureChecks;
import org.sessionvm.verification.SignatureSource;

/**
 * The virtual machine, as a chain node or the {@link LocalSequencer} drives it: transactions come
 * in, blocks are built, parsed, verified, and accepted or rejected, and the accepted state is read.
 *
 * <p>Safe for any thread. One lock guards the blocks; reads and admissions do not take it.
 */
public final class SessionVm implements AutoCloseable {
  private final VmHost host;
  private final ChainId chain;
  private final SignatureChecks checks;
  private final Mempool mempool;
  private final Admission admission;
  private final ChainStore store;
  private final BlockTree tree;
  private final BlockBuilder builder;
  private final RejectedTransactions rejected;
  private final BlockSignatures signatures;
  private final Answers answers;
  private final Listeners listeners = new Listeners();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile BlockHeader lastAccepted;
  private volatile RulesHistory history;
  private volatile Optional<String> suspended = Optional.empty();
  private BlockId preferred;

  private SessionVm(
      VmHost host, Genesis genesis, ChainId chain, VmSettings settings, RulesSource source) {
    this.host = host;
    this.chain = chain;
    this.checks = new SignatureChecks(host.verifier(), settings.verificationQueueMax());
    this.mempool = new Mempool(settings.mempoolTransactionsMax(), settings.mempoolBytesMax());
    this.answers = new Answers(mempool);
    this.store = new ChainStore(host, chain, genesis, PayloadDeletions.of(host, settings, source));
    store.initialize(genesis, source);
    StateMachine machine = new StateMachine(host.hashing(), checks.inline());
    this.tree = new BlockTree(host.store(), store, machine, host.time(), source);
    this.builder = new BlockBuilder(tree, mempool, answers);
    this.rejected = new RejectedTransactions(tree, host.hashing(), mempool);
    this.signatures = new BlockSignatures(host.hashing(), checks);
    this.lastAccepted = tree.lastAccepted();
    this.history = tree.history();
    this.preferred = lastAccepted.id();
    this.admission =
        new Admission(
            from -> new StateMachine(host.hashing(), checks.from(from)),
            host.store(),
            host.time(),
            mempool,
            settings.verificationQueueMax(),
            () -> history,
            this::suspension);
  }

  /**
   * Opens a chain on a store, which is empty or already holds it.
   *
   * @param source who may change its rules
   * @throws StoreException when the store holds another chain
   */
  public static SessionVm open(
      VmHost host, Genesis genesis, ChainId chain, VmSettings settings, RulesSource source) {
    return new SessionVm(host, genesis, chain, settings, source);
  }

  /** The id that every signature covers. */
  public ChainId chainId() {
    return chain;
  }

  /** The rules that bind now. */
  public ChainRules rules() {
    return history.at(Math.max(lastAccepted.timestampMillis(), host.time().currentMillis()));
  }

  /** The rules from the genesis on. */
  public RulesHistory rulesHistory() {
    return history;
  }

  /** Derives id and encoding of a transaction of this chain. */
  public PreparedTransaction prepare(SignedTransaction signed) {
    return PreparedTransaction.of(chain, host.hashing(), signed);
  }

  /** As below, for the host itself. */
  public Submission submit(PreparedTransaction transaction) {
    return submit(transaction, SignatureSource.HOST);
  }

  /**
   * Checks a transaction and lets it wait for a block. Blocks while its signature is checked.
   *
   * @param source whose turn the check of the signature is
   */
  public Submission submit(PreparedTransaction transaction, SignatureSource source) {
    return admission.submit(transaction, source);
  }

  /** The accepted state as of now. To be closed by the caller. */
  public StateReader read() {
    return new StateReader(host.store().snapshot(), history, host.time());
  }

  /** A transaction that waits for a block. */
  public Optional<PreparedTransaction> pending(TransactionId id) {
    return mempool.find(id);
  }

  /** The transactions that wait for a block. */
  public Mempool mempool() {
    return mempool;
  }

  /** The newest accepted block. */
  public BlockHeader lastAccepted() {
    return lastAccepted;
  }

  /** How the virtual machine is. */
  public VmStatus status() {
    return new VmStatus(suspension(), mempool.size(), lastAccepted);
  }

  private Optional<String> suspension() {
    return suspended.or(host.store()::refusal);
  }

  /** Checks what is signed and is no transaction, on the same threads and within the same bound. */
  public SignatureVerifier signatureVerifier(SignatureSource source) {
    return checks.verifier(source);
  }

  /** Checks of signatures so far. */
  public SignatureChecks.Statistics signatureStatistics() {
    return checks.statistics();
  }

  /** From now on tells {@code listener} of every accepted block. Its failures are counted. */
  public void listen(BlockListener listener) {
    listen(listener, _ -> {});
  }

  /**
   * From now on tells {@code listener} of every accepted block.
   *
   * @param onFailure is told of what it throws, which stops nothing
   */
  public void listen(BlockListener listener, Consumer<Exception> onFailure) {
    listeners.add(listener, onFailure);
  }

  /** How often a listener has failed. */
  public long listenerFailures() {
    return listeners.failures();
  }

  /** The block that new blocks are built on. */
  public void setPreference(BlockId id) {
    locked(() -> preferred = id);
  }

  /**
   * Builds a block on the preferred one, if there is anything to do; it is verified.
   *
   * @throws StoreException when the state cannot be read; {@link #recover}
   */
  public Optional<Block> buildBlock() throws InvalidBlockException {
    lock.lock();
    try {
      return builder.build(preferred);
    } catch (StoreException e) {
      throw suspend(e);
    } finally {
      unlockAndAnswer();
    }
  }

  /**
   * Builds a rules block on the preferred one; it is verified and waits to be accepted.
   *
   * @throws InvalidBlockException when the change does not fit the rules as they are, or rules do
   *     not change by blocks here
   */
  public Block buildRulesBlock(RulesChange change) throws InvalidBlockException {
    lock.lock();
    try {
      return tree.buildRules(preferred, change);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a transaction waits that no undecided block up to the preferred one holds. */
  public boolean hasTransactionsToBuild() {
    lock.lock();
    try {
      return builder.hasTransactions(preferred);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the time has come for something that only a block can do. */
  public boolean isMaintenanceDue() {
    return ExpirySweep.isDue(host.store(), host.time().currentMillis());
  }

  /** Whether the last block left something undone that was due by its time. */
  public boolean hasSweepBacklog() {
    return ExpirySweep.isDue(host.store(), lastAccepted.timestampMillis());
  }

  /** Reads a block; throws {@link org.sessionvm.codec.DecodeException} when it is none. */
  public Block parseBlock(Bytes bytes) {
    return Block.decode(chain, host.hashing(), bytes);
  }

  /** A block that is accepted or verified, unless it is unknown or its payloads are deleted. */
  public Optional<Block> getBlock(BlockId id) {
    lock.lock();
    try {
      return tree.processing(id).or(() -> store.block(id));
    } finally {
      lock.unlock();
    }
  }

  /** The accepted block at a height, unless its payloads are deleted. */
  public Optional<Block> getBlockAt(long height) {
    return store.block(height);
  }

  /** The header of a block, if it is accepted. */
  public Optional<BlockHeader> acceptedHeader(BlockId id) {
    return store.header(id);
  }

  /** The id of the accepted block at a height. */
  public Optional<BlockId> getBlockIdAtHeight(long height) {
    return store.idAt(height);
  }

  /** Checks every rule of a block whose parent is accepted last or verified. */
  public void verify(Block block) throws InvalidBlockException {
    lock.lock();
    try {
      if (tree.isNew(block)) {
        signatures.warm(tree.parent(block.header().parent()), block);
        tree.verify(block);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes a verified child of the last accepted block durable and answers everyone in it.
   *
   * @throws StoreException when it is not known whether the block is durable; {@link #recover}
   */
  public void accept(BlockId id) {
    lock.lock();
    try {
      announce(tree.accept(id));
    } catch (StoreException e) {
      throw suspend(e);
    } finally {
      unlockAndAnswer();
    }
  }

  /** Drops a verified block; what it held and no accepted one did waits again for another. */
  public void reject(BlockId id) {
    locked(() -> drop(id));
  }

  private void drop(BlockId id) {
    tree.reject(id).ifPresent(rejected::waitAgain);
  }

  /**
   * After a failed {@link #accept}: opens the store again and settles what is on disk. A block that
   * turns out not to be there can be accepted again.
   */
  public void recover() {
    lock.lock();
    try {
      tree.recover().ifPresent(this::announce);
      lastAccepted = tree.lastAccepted();
      history = tree.history();
      preferLast();
      suspended = Optional.empty();
    } finally {
      unlockAndAnswer();
    }
  }

  /** Drops every block that is not decided; what they held waits for others. */
  public void rejectUndecided() {
    locked(() -> tree.undecided().forEach(this::drop));
  }

  private StoreException suspend(StoreException cause) {
    suspended = Optional.of(String.valueOf(cause.getMessage()));
    return cause;
  }

  private void announce(ProcessingBlock accepted) {
    Block block = accepted.block();
    lastAccepted = block.header();
    history = accepted.history();
    preferLast();
    for (int i = 0; i < block.transactions().size(); i++) {
      TransactionId id = block.transactions().get(i).id();
      answers.add(new Receipt.Accepted(id, accepted.outcomes().get(i)));
    }
    listeners.accepted(block, accepted.outcomes());
  }

  /** A chain node says what it prefers, but nothing can be built on what lost. */
  private void preferLast() {
    if (!tree.isUndecided(preferred)) {
      preferred = lastAccepted.id();
    }
  }

  private void unlockAndAnswer() {
    Runnable answer = answers.take();
    lock.unlock();
    answer.run();
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stops checking signatures; what still waits for a block fails. The host closes what it gave.
   */
  @Override
  public void close() {
    mempool.abandon();
    checks.close();
  }
}
