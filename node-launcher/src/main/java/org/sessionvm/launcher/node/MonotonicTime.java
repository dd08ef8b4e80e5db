package org.sessionvm.launcher.node;

import java.util.concurrent.TimeUnit;
import org.sessionvm.spi.TimeSource;

/**
 * The wall clock of the start, counted on by the monotonic clock, so that a wall clock that jumps
 * while the node runs ends no session and revives none.
 */
final class MonotonicTime implements TimeSource {
  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();

  @Override
  public long currentMillis() {
    return startMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }
}
