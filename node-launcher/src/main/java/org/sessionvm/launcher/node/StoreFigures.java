package org.sessionvm.launcher.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.CommitListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the store does, for metrics and health. */
final class StoreFigures implements CommitListener {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFigures.class);

  private final LongAdder commits = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private volatile long lastSyncNanos = System.nanoTime();
  private final AtomicReference<Optional<String>> failing = new AtomicReference<>(Optional.empty());

  @Override
  public void committed(int operations, long size, Duration duration) {
    commits.increment();
    bytes.add(size);
    lastSyncNanos = System.nanoTime();
    if (failing.getAndSet(Optional.empty()).isPresent()) {
      LOG.info("the store takes batches again");
    }
  }

  @Override
  public void commitFailed(Duration duration, StoreException failure) {
    failures.increment();
    String reason = String.valueOf(failure.getMessage());
    // One line for as long as it lasts: the reason may name how many bytes are free.
    if (failing.getAndSet(Optional.of(reason)).isEmpty()) {
      LOG.error("no block can be made durable: {}", reason);
    }
  }

  @Override
  public void reopened() {
    if (failing.getAndSet(Optional.empty()).isPresent()) {
      LOG.info("the store takes batches again");
    }
  }

  /** Why the last batch failed, while none has succeeded since. */
  Optional<String> failing() {
    return failing.get();
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

  /** Time since the last synced write, or since the start. */
  Duration sinceLastSync() {
    return Duration.ofNanos(System.nanoTime() - lastSyncNanos);
  }
}
