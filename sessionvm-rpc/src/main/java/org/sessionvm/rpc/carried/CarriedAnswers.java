package org.sessionvm.rpc.carried;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.sessionvm.rpc.AnswerRoom;
import org.sessionvm.rpc.metrics.NodeMetrics;

/** How much memory all answers together take, until the host has them. */
final class CarriedAnswers {
  /** Most of it, in units of a KiB. */
  private static final int KIBIBYTES_MAX = 48 << 10;

  /** What pages leave for the answers of others. */
  private static final int KIBIBYTES_BESIDE_PAGES = 8 << 10;

  private static final int KIBIBYTE = 1 << 10;

  private final Semaphore free = new Semaphore(KIBIBYTES_MAX, true);

  /** The room of one answer, which is given back as a whole. */
  final class Room implements AnswerRoom, AutoCloseable {
    private long taken;
    private int held;

    @Override
    public boolean take(long bytes, Kind kind, long waitMillis) {
      int more = Math.toIntExact((taken + bytes + KIBIBYTE - 1) / KIBIBYTE) - held;
      if (kind == Kind.PAGE && free.availablePermits() - more < KIBIBYTES_BESIDE_PAGES) {
        return false;
      }
      if (more > 0 && !acquire(more, waitMillis)) {
        return false;
      }
      held += Math.max(0, more);
      taken += bytes;
      return true;
    }

    private boolean acquire(int more, long waitMillis) {
      try {
        return free.tryAcquire(more, waitMillis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public long bytesMax() {
      return (long) KIBIBYTES_MAX * KIBIBYTE;
    }

    @Override
    public void giveBack(long bytes) {
      taken -= bytes;
      int less = held - (int) ((taken + KIBIBYTE - 1) / KIBIBYTE);
      if (less > 0) {
        held -= less;
        free.release(less);
      }
    }

    @Override
    public Listener listener() {
      return Listener.WAITS;
    }

    @Override
    public void close() {
      free.release(held);
      held = 0;
    }
  }

  Room room() {
    return new Room();
  }

  void bind(NodeMetrics metrics) {
    metrics.gauge(
        "sessionvm.http.answer.bytes",
        "memory of answers on their way",
        () -> (double) (KIBIBYTES_MAX - free.availablePermits()) * KIBIBYTE);
  }
}
