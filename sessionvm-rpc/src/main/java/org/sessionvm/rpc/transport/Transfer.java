package org.sessionvm.rpc.transport;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A body on its way in or an answer on its way out, and the memory that it holds meanwhile. */
final class Transfer {
  private final TransferMemory memory;
  private final Runnable hangUp;
  private volatile long startNanos;
  private final AtomicLong held;
  private final AtomicLong moved = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean whole;

  Transfer(TransferMemory memory, Runnable hangUp, long bytes, long startNanos) {
    this.memory = memory;
    this.hangUp = hangUp;
    this.held = new AtomicLong(bytes);
    this.startNanos = startNanos;
  }

  /** So many bytes went over the network. */
  void moved(long bytes) {
    moved.addAndGet(bytes);
  }

  /** Memory of what went over the network is free again. */
  void movedAndFreed(long bytes) {
    moved(bytes);
    release(bytes);
  }

  /** Holds more; whether there was room within the time that leaves so much free. */
  boolean hold(long bytes, long left, long waitNanos) {
    boolean room = memory.hold(bytes, left, waitNanos);
    if (room) {
      held.addAndGet(bytes);
    }
    return room;
  }

  /** Holds less. */
  void release(long bytes) {
    long before = held.getAndUpdate(now -> Math.max(0, now - bytes));
    memory.release(Math.min(before, bytes));
  }

  long heldBytes() {
    return held.get();
  }

  /** Nothing more is waited for from the network: from now on the client is not at fault. */
  void whole() {
    whole = true;
  }

  /** From now on the client is waited for. */
  void begins() {
    startNanos = System.nanoTime();
    whole = false;
  }

  /** It holds nothing any more; whether it did until now. */
  boolean end() {
    boolean isFirst = ended.compareAndSet(false, true);
    if (isFirst) {
      memory.ended(this, held.getAndSet(0));
    }
    return isFirst;
  }

  /** Cuts a client off that is too slow. */
  void cutOff() {
    hangUp.run();
  }

  boolean isWhole() {
    return whole;
  }

  long ageNanos(long now) {
    return now - startNanos;
  }

  /** Average rate so far. */
  double bytesPerSecond(long now) {
    return moved.get() * 1e9 / Math.max(1, ageNanos(now));
  }
}
