package org.sessionvm.rpc.live;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What happened to what since somebody looked last. Safe for any thread. */
final class Touches {
  /** Most subjects that are kept apart. */
  static final int SUBJECTS_MAX = 65_536;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Map<Subject, Touch> touches = new LinkedHashMap<>();
  private boolean missed;
  private boolean closed;

  /**
   * What was taken.
   *
   * @param touches one of each subject
   * @param missed whether there were too many subjects to keep them
   */
  record Taken(Collection<Touch> touches, boolean missed) {}

  void add(List<Touch> more) {
    lock.lock();
    try {
      for (Touch touch : more) {
        if (touches.size() < SUBJECTS_MAX || touches.containsKey(touch.subject())) {
          touches.merge(touch.subject(), touch, Touch::and);
        } else {
          missed = true;
        }
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is something; nothing at all at the end. */
  Taken take() throws InterruptedException {
    lock.lock();
    try {
      while (touches.isEmpty() && !closed) {
        changed.await();
      }
      Taken taken = new Taken(touches.values(), missed);
      touches = new LinkedHashMap<>();
      missed = false;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
