package org.sessionvm.rpc.transport;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

  private final long bytesMax;
  private final Limit limit;
  private final LimitCounts counts;
  private final AtomicLong held = new AtomicLong();
  private final Set<Transfer> transfers = ConcurrentHashMap.newKeySet();

  TransferMemory(long bytesMax, Limit limit, LimitCounts counts) {
    this.bytesMax = bytesMax;
    this.limit = limit;
    this.counts = counts;
  }

  /** A transfer that holds so many bytes, or nothing when there is no room. */
  Optional<Transfer> begin(Request request, long bytes) {
    long now = System.nanoTime();
    boolean room = tryHold(bytes) || (makeRoom(now) && tryHold(bytes));
    if (!room) {
      counts.refused(limit);
      return Optional.empty();
    }
    Transfer transfer = new Transfer(this, request, bytes, now);
    transfers.add(transfer);
    return Optional.of(transfer);
  }

  private boolean tryHold(long bytes) {
    if (held.addAndGet(bytes) <= bytesMax) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
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
    counts.refused(Limit.TRANSFER_RATE);
    transfer.cutOff();
    transfer.end();
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
    held.addAndGet(-bytes);
  }

  void ended(Transfer transfer, long bytes) {
    transfers.remove(transfer);
    release(bytes);
  }

  /** Bytes that are held now. */
  long heldBytes() {
    return held.get();
  }

  long bytesMax() {
    return bytesMax;
  }
}
