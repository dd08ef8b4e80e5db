package org.sessionvm.rpc.carried;

import java.util.concurrent.atomic.AtomicLong;
import org.sessionvm.rpc.metrics.NodeMetrics;

/** How much memory the requests are counted as that are worked on. */
final class CarriedMemory {
  /** Most of it. */
  static final long BYTES_MAX = 64L << 20;

  /** Its thread and its answer. */
  private static final long FIXED_BYTES = 16 << 10;

  /** The body, its characters, the values made of them. */
  private static final int PER_BODY_BYTE = 4;

  private final AtomicLong held = new AtomicLong();

  static long of(int bodyBytes) {
    return FIXED_BYTES + (long) PER_BODY_BYTE * bodyBytes;
  }

  boolean tryTake(long bytes) {
    if (held.addAndGet(bytes) > BYTES_MAX) {
      release(bytes);
      return false;
    }
    return true;
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  void bind(NodeMetrics metrics) {
    metrics.gauge(
        "sessionvm.http.request.bytes",
        "memory counted for requests that are read or worked on",
        held::get);
  }
}
