package org.sessionvm.launcher.files;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at files again and again: which have changed, and which could not be written yet. */
public final class FileWatch implements AutoCloseable {
  /** Between two looks. */
  public static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

  private final List<Runnable> each;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("file-watch").factory());

  private FileWatch(List<Runnable> each) {
    this.each = List.copyOf(each);
  }

  /** Looks from now on. */
  public static FileWatch start(List<Runnable> each) {
    FileWatch watch = new FileWatch(each);
    // The future is of no use: it fails never, and ends with the executor.
    var _ =
        watch.looks.scheduleWithFixedDelay(
            watch::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** A look that throws would be the last one. */
  private void look() {
    try {
      each.forEach(Runnable::run);
    } catch (RuntimeException e) {
      LOG.error("files could not be looked at", e);
    }
  }

  /** Looks no more; one that has begun ends first. */
  @Override
  public void close() {
    looks.close();
  }
}
