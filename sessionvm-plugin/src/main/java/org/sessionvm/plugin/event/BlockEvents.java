package org.sessionvm.plugin.event;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Tells whoever waits when there is something to build. It is a state that is looked at, not a
 * message that is handed over, so that one who goes away while waiting takes nothing with him.
 */
public final class BlockEvents implements AutoCloseable {
  /** Most calls that wait; a node has one. */
  public static final int WAITING_MAX = 1_024;

  /** How often is looked without a reason, for what falls due with time. */
  private static final long LOOK_MILLIS = 1_000;

  /** Who waits; told one of both, once. */
  public interface Waiter {
    /** There is something to build. */
    void ready();

    /** Nothing will come any more. */
    void ended();
  }

  private final BooleanSupplier hasWork;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Waiter> waiting = new LinkedHashSet<>();
  private boolean isChanged;
  private boolean closed;

  private BlockEvents(BooleanSupplier hasWork) {
    this.hasWork = hasWork;
  }

  /**
   * Looks from now on.
   *
   * @param hasWork may block for a moment
   */
  public static BlockEvents start(BooleanSupplier hasWork) {
    BlockEvents events = new BlockEvents(hasWork);
    Thread.ofPlatform().name("events").daemon().start(events::run);
    return events;
  }

  /**
   * Tells {@code waiter} once, soon after there is something to build.
   *
   * @return false when too many wait, or nothing will come any more
   */
  public boolean await(Waiter waiter) {
    lock.lock();
    try {
      if (closed || waiting.size() >= WAITING_MAX) {
        return false;
      }
      waiting.add(waiter);
      note();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** It does not wait any more. */
  public void cancel(Waiter waiter) {
    lock.lock();
    try {
      waiting.remove(waiter);
    } finally {
      lock.unlock();
    }
  }

  /** There may be something to build now. */
  public void changed() {
    lock.lock();
    try {
      note();
    } finally {
      lock.unlock();
    }
  }

  private void note() {
    isChanged = true;
    changed.signalAll();
  }

  private void run() {
    try {
      while (awaitReason()) {
        if (hasWork.getAsBoolean()) {
          takeWaiting().forEach(Waiter::ready);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when somebody waits and something changed, or a while has passed; false at the end. */
  private boolean awaitReason() throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
      while (!closed && (waiting.isEmpty() || (!isChanged && left > 0))) {
        if (waiting.isEmpty()) {
          changed.await();
        } else {
          left = changed.awaitNanos(left);
        }
      }
      isChanged = false;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private List<Waiter> takeWaiting() {
    lock.lock();
    try {
      List<Waiter> taken = new ArrayList<>(waiting);
      waiting.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    takeWaiting().forEach(Waiter::ended);
  }
}
