package org.sessionvm.rpc.limits;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.sessionvm.verification.SignatureSource;
import org.sessionvm.verification.Turns;

/**
 * Bounds how many pages are made at once. Addresses take turns, and within an address its
 * connections, so that who asks for page after page makes others wait for one of them and not for
 * all. Nobody waits twice, so no more wait than there are connections. Safe for any thread.
 */
public final class PageTurns {
  /** Most pages that are made at once: who makes one keeps a processor from everybody else. */
  public static final int PAGES_AT_ONCE_MAX =
      Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Turns<Waiting> waiting = new Turns<>();
  private int free;

  /** One that waits. */
  private static final class Waiting implements Turns.Waiting {
    private final SignatureSource source;
    private final Condition changed;
    private boolean granted;

    Waiting(SignatureSource source, Condition changed) {
      this.source = source;
      this.changed = changed;
    }

    @Override
    public SignatureSource source() {
      return source;
    }
  }

  /** As many at once as the machine should make. */
  public PageTurns() {
    this(PAGES_AT_ONCE_MAX);
  }

  PageTurns(int atOnceMax) {
    this.free = atOnceMax;
  }

  /** What ends the turn, or nothing when it did not come in time. */
  public Optional<Runnable> take(SignatureSource source, long waitMillis) {
    lock.lock();
    try {
      Waiting mine = new Waiting(source, lock.newCondition());
      waiting.add(mine);
      grant();
      return await(mine, waitMillis) ? Optional.of(this::end) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private boolean await(Waiting mine, long waitMillis) {
    long left = TimeUnit.MILLISECONDS.toNanos(waitMillis);
    try {
      while (!mine.granted && left > 0) {
        left = mine.changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!mine.granted) {
      waiting.remove(mine);
    }
    return mine.granted;
  }

  private void grant() {
    while (free > 0 && waiting.size() > 0) {
      Waiting next = waiting.next();
      next.granted = true;
      free--;
      next.changed.signal();
    }
  }

  private void end() {
    lock.lock();
    try {
      free++;
      grant();
    } finally {
      lock.unlock();
    }
  }

  /** How many wait for a turn. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
