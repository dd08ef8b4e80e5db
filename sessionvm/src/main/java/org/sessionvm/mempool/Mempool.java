package org.sessionvm.mempool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.sessionvm.execution.Receipt;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.transaction.PreparedTransaction;

/**
 * Transactions that wait for a block, in the order they came, bounded in number and bytes. Safe for
 * any thread.
 *
 * <p>A transaction stays until a block with it is accepted or it is refused, so that nothing is
 * lost with a block that is rejected.
 */
public final class Mempool {
  private final int transactionsMax;
  private final long bytesMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final SequencedMap<TransactionId, PendingTransaction> pending = new LinkedHashMap<>();
  private long bytes;
  private final List<Consumer<PreparedTransaction>> listeners = new CopyOnWriteArrayList<>();
  private boolean closed;

  /**
   * An empty mempool.
   *
   * @param transactionsMax most transactions that wait
   * @param bytesMax most bytes of memory that they hold
   */
  public Mempool(int transactionsMax, long bytesMax) {
    this.transactionsMax = transactionsMax;
    this.bytesMax = bytesMax;
  }

  /**
   * Adds a transaction; one with the same id that waits already is joined.
   *
   * @return the receipt to wait for, or the bound that was reached; a closed mempool holds none
   */
  public Offer offer(PreparedTransaction transaction) {
    Offer offer;
    lock.lock();
    try {
      PendingTransaction waiting = pending.get(transaction.id());
      if (waiting != null) {
        return new Offer.Waiting(waiting.receipt());
      }
      int size = transaction.memoryBytes();
      if (closed || pending.size() >= transactionsMax) {
        return new Offer.Full("mempoolTransactionsMax", closed ? 0 : transactionsMax);
      }
      if (bytes + size > bytesMax) {
        return new Offer.Full("mempoolBytesMax", bytesMax);
      }
      CompletableFuture<Receipt> receipt = new CompletableFuture<>();
      pending.put(transaction.id(), new PendingTransaction(transaction, receipt));
      bytes += size;
      changed.signalAll();
      offer = new Offer.Waiting(receipt);
    } finally {
      lock.unlock();
    }
    listeners.forEach(listener -> listener.accept(transaction));
    return offer;
  }

  /**
   * From now on tells {@code listener}, on the thread that offers, of each transaction it takes.
   */
  public void listen(Consumer<PreparedTransaction> listener) {
    listeners.add(listener);
  }

  /** Whether a transaction waits that is none of these. */
  public boolean holdsBesides(Set<TransactionId> ids) {
    lock.lock();
    try {
      return !ids.containsAll(pending.keySet());
    } finally {
      lock.unlock();
    }
  }

  /** The transaction with this id, if it waits. */
  public Optional<PreparedTransaction> find(TransactionId id) {
    lock.lock();
    try {
      return Optional.ofNullable(pending.get(id)).map(PendingTransaction::transaction);
    } finally {
      lock.unlock();
    }
  }

  /** The oldest waiting transactions, at most {@code count} of them; they stay. */
  public List<PreparedTransaction> oldest(int count) {
    lock.lock();
    try {
      List<PreparedTransaction> found = new ArrayList<>(Math.min(count, pending.size()));
      for (PendingTransaction waiting : pending.sequencedValues()) {
        if (found.size() == count) {
          break;
        }
        found.add(waiting.transaction());
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  /** Takes out a transaction that is settled, for its receipt to be completed. */
  public Optional<PendingTransaction> remove(TransactionId id) {
    lock.lock();
    try {
      PendingTransaction waiting = pending.remove(id);
      if (waiting != null) {
        bytes -= waiting.transaction().memoryBytes();
      }
      return Optional.ofNullable(waiting);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes no more transactions and gives up those that wait: their receipts fail with {@link
   * OutcomeUnknownException}.
   */
  public void abandon() {
    List<PendingTransaction> abandoned;
    lock.lock();
    try {
      closed = true;
      abandoned = List.copyOf(pending.sequencedValues());
      pending.clear();
      bytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    for (PendingTransaction waiting : abandoned) {
      waiting
          .receipt()
          .completeExceptionally(new OutcomeUnknownException(waiting.transaction().id()));
    }
  }

  /** How many transactions wait. */
  public int size() {
    lock.lock();
    try {
      return pending.size();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes of memory that they hold. */
  public long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a transaction waits, the mempool is closed or the time is over.
   *
   * @return whether a transaction waits
   */
  public boolean awaitTransaction(long timeoutMillis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
      while (pending.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !pending.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more transactions; what waits may still be built into blocks. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it takes no more transactions. */
  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
