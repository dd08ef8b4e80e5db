package org.sessionvm.launcher.node;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.CommitListener;

/** Shows how long synced writes take, and passes on what it hears. */
record TimedCommits(Timer timer, CommitListener next) implements CommitListener {
  static TimedCommits of(NodeMetrics metrics, CommitListener next) {
    return new TimedCommits(
        metrics.times(
            "sessionvm.fsync.duration",
            "time of a batch's write with its sync to disk",
            Duration.ofNanos(250_000),
            Duration.ofNanos(500_000),
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5)),
        next);
  }

  @Override
  public void committed(int operations, long bytes, Duration duration) {
    timer.record(duration);
    next.committed(operations, bytes, duration);
  }

  @Override
  public void commitFailed(Duration duration, StoreException failure) {
    next.commitFailed(duration, failure);
  }

  @Override
  public void reopened() {
    next.reopened();
  }

  @Override
  public void reclaimed(ColumnId column, Duration duration) {
    next.reclaimed(column, duration);
  }

  @Override
  public void reclaimFailed(ColumnId column, StoreException failure) {
    next.reclaimFailed(column, failure);
  }
}
