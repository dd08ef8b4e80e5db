package org.sessionvm.rpc.transport;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.LimitCounts;

/**
 * Memory for what is on its way, in one direction. A transfer that stays below the least rate ends;
 * when there is no room, the slowest of those that are not fast has to go, so that a few who do not
 * read or do not send cannot keep the others out. Safe for any thread.
 */
final class TransferMemory {
  /** Least average rate of a transfer. */
  static final long BYTES_PER_SECOND_MIN = 16 << 10;

  /** Before this age a transfer has no rate. */
  static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Who is as fast as this is not cut off for others' sake. */
  static final long FAST_BYTES_PER_SECOND = 4 << 20;

  /** Before this age a transfer is not cut off for others' sake. */
  static final long PRESSED_GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** After so long who waits for room looks again who is slow. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final int bytesMax;
  private final Limit limit;
  private final LimitCounts counts;

  /** Bytes that are free. */
  private final Semaphore free;

  private final Set<Transfer> transfers = ConcurrentHashMap.newKeySet();

  TransferMemory(int bytesMax, Limit limit, LimitCounts counts) {
    this.bytesMax = bytesMax;
    this.free = new Semaphore(bytesMax);
    this.limit = limit;
    this.counts = counts;
  }

  /** Of a request or its answer. */
  Optional<Transfer> begin(Request request, long bytes) {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    return begin(() -> connection.close(new TimeoutException("too slow")), bytes);
  }

  /**
   * A transfer that holds so many bytes, or nothing when there is no room.
   *
   * @param hangUp closes its connection, when it is too slow
   */
  Optional<Transfer> begin(Runnable hangUp, long bytes) {
    long now = System.nanoTime();
    if (!hold(bytes, 0, 0)) {
      counts.refused(limit);
      return Optional.empty();
    }
    Transfer transfer = new Transfer(this, hangUp, bytes, now);
    transfers.add(transfer);
    return Optional.of(transfer);
  }

  /**
   * Holds so many bytes more and leaves so many free; whether there was room within the time. Who
   * is slow has to make some.
   */
  boolean hold(long bytes, long left, long waitNanos) {
    int needed = (int) Math.min(bytes + left, Integer.MAX_VALUE);
    long end = System.nanoTime() + waitNanos;
    boolean room = free.tryAcquire(needed);
    for (long now = System.nanoTime(); !room; now = System.nanoTime()) {
      if (makeRoom(now)) {
        room = free.tryAcquire(needed);
      } else if (now >= end || Thread.currentThread().isInterrupted()) {
        return false;
      } else {
        room = awaitRoom(needed, Math.min(LOOK_NANOS, end - now));
      }
    }
    release(left);
    return true;
  }

  private boolean awaitRoom(int needed, long nanos) {
    try {
      return free.tryAcquire(needed, nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean makeRoom(long now) {
    Optional<Transfer> slowest =
        transfers.stream()
            .filter(transfer -> !transfer.isWhole())
            .filter(transfer -> transfer.ageNanos(now) > PRESSED_GRACE_NANOS)
            .filter(transfer -> transfer.bytesPerSecond(now) < FAST_BYTES_PER_SECOND)
            .min(Comparator.comparingDouble(transfer -> transfer.bytesPerSecond(now)));
    slowest.ifPresent(this::cutOff);
    return slowest.isPresent();
  }

  private void cutOff(Transfer transfer) {
    if (transfer.end()) {
      counts.refused(Limit.TRANSFER_RATE);
    }
    transfer.cutOff();
  }

  /** Ends what is too slow. */
  void sweep(long now) {
    transfers.stream()
        .filter(transfer -> !transfer.isWhole())
        .filter(transfer -> transfer.ageNanos(now) > GRACE_NANOS)
        .filter(transfer -> transfer.bytesPerSecond(now) < BYTES_PER_SECOND_MIN)
        .forEach(this::cutOff);
  }

  void release(long bytes) {
    free.release((int) bytes);
  }

  void ended(Transfer transfer, long bytes) {
    transfers.remove(transfer);
    release(bytes);
  }

  /** Bytes that are held now. */
  int heldBytes() {
    return bytesMax - free.availablePermits();
  }

  int bytesMax() {
    return bytesMax;
  }
}
