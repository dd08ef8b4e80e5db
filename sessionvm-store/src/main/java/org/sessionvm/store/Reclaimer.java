package org.sessionvm.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.StoreException;

/**
 * Gives the space of deleted ranges back to the disk, on a thread of its own.
 *
 * <p>Ranges of one column that wait are joined to one from the least key to the greatest:
 * reclaiming rewrites without losing anything, so what lies between them is safe, and there is
 * never more than one piece of work per column.
 */
final class Reclaimer implements AutoCloseable {
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private record Range(Bytes from, Bytes to) {
    Range join(Range other) {
      return new Range(
          from.compareTo(other.from) <= 0 ? from : other.from,
          to.compareTo(other.to) >= 0 ? to : other.to);
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<ColumnId, Range> waiting = new HashMap<>();
  private final Supplier<Database> database;
  private final CommitListener listener;
  private final Duration interval;
  private final Thread thread;
  private boolean stopped;

  private Reclaimer(Supplier<Database> database, Duration interval, CommitListener listener) {
    this.database = database;
    this.interval = interval;
    this.listener = listener;
    thread = Thread.ofPlatform().daemon().name("store-reclaim").unstarted(this::run);
  }

  /** Starts the thread. The database is asked for at each round, because it may be reopened. */
  static Reclaimer start(Supplier<Database> database, Duration interval, CommitListener listener) {
    Reclaimer reclaimer = new Reclaimer(database, interval, listener);
    reclaimer.thread.start();
    return reclaimer;
  }

  /** Notes a range whose deletion has been committed. */
  void deleted(ColumnId column, Bytes from, Bytes to) {
    lock.lock();
    try {
      waiting.merge(column, new Range(from, to), Range::join);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no new work; the work under way ends when the database is closed. */
  @Override
  public void close() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitWork()) {
        Map<ColumnId, Range> round = take();
        boolean done = true;
        for (Map.Entry<ColumnId, Range> work : round.entrySet()) {
          done &= reclaim(work.getKey(), work.getValue());
        }
        pause(done ? interval : longer(interval, PAUSE_AFTER_FAILURE));
      }
    } catch (InterruptedException e) {
      // Nobody but the end of the process interrupts this thread.
      Thread.currentThread().interrupt();
    }
  }

  private boolean reclaim(ColumnId column, Range range) {
    long start = System.nanoTime();
    try {
      database.get().reclaim(column, range.from(), range.to());
      listener.reclaimed(column, Duration.ofNanos(System.nanoTime() - start));
      return true;
    } catch (StoreException e) {
      deleted(column, range.from(), range.to());
      if (!isStopped()) {
        listener.reclaimFailed(column, e);
      }
      return false;
    }
  }

  private boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !stopped) {
        changed.await();
      }
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  private Map<ColumnId, Range> take() {
    lock.lock();
    try {
      Map<ColumnId, Range> round = Map.copyOf(waiting);
      waiting.clear();
      return round;
    } finally {
      lock.unlock();
    }
  }

  private void pause(Duration duration) throws InterruptedException {
    lock.lock();
    try {
      long left = duration.toNanos();
      while (left > 0 && !stopped) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isStopped() {
    lock.lock();
    try {
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
