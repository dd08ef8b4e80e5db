package org.sessionvm.launcher.node;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.sessionvm.store.CommitListener;

/** Counts what the store does, for metrics and health. */
final class StoreFigures implements CommitListener {
  private final LongAdder commits = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private volatile long lastSyncNanos = System.nanoTime();

  @Override
  public void committed(int operations, long size, Duration duration) {
    commits.increment();
    bytes.add(size);
    nanos.add(duration.toNanos());
    lastSyncNanos = System.nanoTime();
  }

  @Override
  public void commitFailed(Duration duration) {
    failures.increment();
  }

  long commits() {
    return commits.sum();
  }

  long failures() {
    return failures.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  double syncSeconds() {
    return nanos.sum() / 1e9;
  }

  /** Time since the last synced write, or since the start. */
  Duration sinceLastSync() {
    return Duration.ofNanos(System.nanoTime() - lastSyncNanos);
  }
}
