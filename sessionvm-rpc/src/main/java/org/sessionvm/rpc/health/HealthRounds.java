package org.sessionvm.rpc.health;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs all checks, again and again, on one thread. Whoever asks gets what the last round found if
 * that is fresh, and else waits for the next one; any number that ask at once share one round. A
 * check that hangs holds up nobody for long.
 */
final class HealthRounds implements AutoCloseable {
  /** How often the checks run when nobody asks, so that logs and metrics tell of a change. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** How old an answer may be. */
  private static final Duration FRESH = Duration.ofMillis(200);

  private static final Duration PATIENCE = CheckHistory.PATIENCE;

  private final List<CheckHistory> checks = new CopyOnWriteArrayList<>();
  private final Supplier<?> moment;
  private final Consumer<List<CheckResult>> onRound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Condition done = lock.newCondition();
  private final Thread thread;
  private final LongAdder unheard = new LongAdder();
  private long startedRounds;
  private long finishedRounds;
  private long wantedRound;
  private long finishedNanos;
  private Object finishedMoment = new Object();
  private boolean closed;

  /**
   * No round has run yet.
   *
   * @param moment what must not have changed for an answer to be fresh
   * @param onRound is told, on the thread of the rounds, what each found
   */
  HealthRounds(Supplier<?> moment, Consumer<List<CheckResult>> onRound) {
    this.moment = moment;
    this.onRound = onRound;
    this.thread = Thread.ofPlatform().daemon().name("health").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void add(CheckHistory check) {
    checks.add(check);
  }

  private void run() {
    while (awaitTurn()) {
      Object begun = moment.get();
      long nanos = System.nanoTime();
      checks.forEach(CheckHistory::run);
      finish(begun, nanos);
      tell();
    }
  }

  private void tell() {
    try {
      onRound.accept(latest());
    } catch (Throwable e) {
      // Without descriptors even a class may not load. The rounds have to go on, or the pages
      // would show this moment for ever.
      unheard.increment();
    }
  }

  /** How many rounds could not be told of. */
  long unheard() {
    return unheard.sum();
  }

  private boolean awaitTurn() {
    lock.lock();
    try {
      long left = startedRounds == 0 ? 0 : INTERVAL.toNanos();
      while (!closed && wantedRound <= startedRounds && left > 0) {
        left = wanted.awaitNanos(left);
      }
      startedRounds++;
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void finish(Object begun, long nanos) {
    lock.lock();
    try {
      finishedRounds = startedRounds;
      finishedMoment = begun;
      finishedNanos = nanos;
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What the checks found within the last moment; waits for no check longer than a few seconds. */
  List<CheckResult> results() {
    lock.lock();
    try {
      if (!isFresh()) {
        awaitNextRound();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return latest();
  }

  private boolean isFresh() {
    return closed
        || (finishedRounds > 0
            && System.nanoTime() - finishedNanos < FRESH.toNanos()
            && finishedMoment.equals(moment.get()));
  }

  /** The round that runs may have looked too early. */
  private void awaitNextRound() throws InterruptedException {
    long target = startedRounds + 1;
    wantedRound = Math.max(wantedRound, target);
    wanted.signal();
    long left = PATIENCE.toNanos();
    while (finishedRounds < target && !closed && left > 0) {
      left = done.awaitNanos(left);
    }
  }

  /** What the checks found last. */
  List<CheckResult> latest() {
    return checks.stream().map(CheckHistory::latest).toList();
  }

  /** Ends the thread, so that what the checks look at can be closed after this. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      wanted.signalAll();
      done.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
