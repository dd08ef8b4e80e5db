package org.sessionvm.rpc.limits;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that requests may hold together. Safe for any thread. */
public final class ByteBudget {
  private final long bytesMax;
  private final AtomicLong held = new AtomicLong();

  /** Nothing is held. */
  public ByteBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** Holds so many bytes more, if there is room. */
  public boolean tryHold(long bytes) {
    if (held.addAndGet(bytes) <= bytesMax) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  /** Gives back what was held. */
  public void release(long bytes) {
    held.addAndGet(-bytes);
  }

  /** The most that is held. */
  public long bytesMax() {
    return bytesMax;
  }
}
