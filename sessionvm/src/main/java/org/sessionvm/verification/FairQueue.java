package org.sessionvm.verification;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.sessionvm.verification.SignatureSource.Standing;

/**
 * Checks that wait, bounded, and shared out so that who gives bad signatures cannot keep others
 * waiting: most turns go to sources that have proved themselves, some to those of which nothing is
 * known, few to suspects, who besides never have more than half of the threads. Who would starve
 * otherwise is never without a turn. Safe for any thread.
 */
final class FairQueue {
  /** Eight turns; where nobody of a standing waits, the best that does goes first. */
  private static final List<Standing> ORDER =
      List.of(
          Standing.PROVED,
          Standing.UNKNOWN,
          Standing.PROVED,
          Standing.PROVED,
          Standing.SUSPECT,
          Standing.PROVED,
          Standing.UNKNOWN,
          Standing.PROVED);

  private final int checksMax;
  private final int suspectsAtOnceMax;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Standing, Turns<WaitingCheck>> waiting = new EnumMap<>(Standing.class);
  private int size;
  private int turn;
  private int suspectsRunning;
  private boolean closed;

  /** A check that is to be run now, to be given back when it is done. */
  record Turn(WaitingCheck check, boolean suspect) {}

  FairQueue(int checksMax, int threads) {
    this.checksMax = checksMax;
    this.suspectsAtOnceMax = Math.max(1, threads / 2);
    for (Standing standing : Standing.values()) {
      waiting.put(standing, new Turns<>());
    }
  }

  /**
   * Lets a check wait. When too many do, the one with the weakest claim is taken out, which may be
   * this one.
   *
   * @return the check that will not be made, if one will not
   */
  Optional<WaitingCheck> offer(WaitingCheck check) {
    lock.lock();
    try {
      if (closed) {
        return Optional.of(check);
      }
      turns(check.source().standing()).add(check);
      changed.signal();
      if (++size <= checksMax) {
        return Optional.empty();
      }
      size--;
      return Optional.of(weakest().dropOfLargest(check.source()));
    } finally {
      lock.unlock();
    }
  }

  private Turns<WaitingCheck> weakest() {
    if (turns(Standing.SUSPECT).size() > 0) {
      return turns(Standing.SUSPECT);
    }
    return turns(turns(Standing.UNKNOWN).size() > 0 ? Standing.UNKNOWN : Standing.PROVED);
  }

  private Turns<WaitingCheck> turns(Standing standing) {
    return Objects.requireNonNull(waiting.get(standing));
  }

  /** Waits for a turn; nothing once the queue is closed and empty. */
  Optional<Turn> take() throws InterruptedException {
    lock.lock();
    try {
      Optional<Standing> next = choose();
      while (next.isEmpty() && !(closed && size == 0)) {
        changed.await();
        next = choose();
      }
      return next.map(this::begin);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Standing> choose() {
    Standing due = ORDER.get(turn % ORDER.size());
    if (isReady(due)) {
      return Optional.of(due);
    }
    for (Standing standing : Standing.values()) {
      if (isReady(standing)) {
        return Optional.of(standing);
      }
    }
    return Optional.empty();
  }

  private boolean isReady(Standing standing) {
    return turns(standing).size() > 0
        && (standing != Standing.SUSPECT || suspectsRunning < suspectsAtOnceMax);
  }

  private Turn begin(Standing standing) {
    turn = (turn + 1) % ORDER.size();
    size--;
    boolean suspect = standing == Standing.SUSPECT;
    suspectsRunning += suspect ? 1 : 0;
    return new Turn(turns(standing).next(), suspect);
  }

  /** A check has been made. */
  void done(Turn finished) {
    lock.lock();
    try {
      suspectsRunning -= finished.suspect() ? 1 : 0;
      // All: after a close those without a turn are to end.
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; what waits still gets its turn. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }
}
