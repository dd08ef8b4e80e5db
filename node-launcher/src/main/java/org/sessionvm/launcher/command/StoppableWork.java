package org.sessionvm.launcher.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.sessionvm.store.progress.Progress;
import org.sessionvm.store.progress.StoppedException;

/**
 * Long work of a command that a signal stops. The process waits until the work has put away what it
 * had half done.
 */
final class StoppableWork {
  /** What a shell sees of a command that a signal ended. */
  static final int STOPPED = 130;

  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean stopped;

  private StoppableWork() {}

  /** Runs the work and returns its exit code, or {@link #STOPPED}. */
  static int run(Function<Progress, Integer> work) {
    return new StoppableWork().runHere(work);
  }

  // The lines end with a line break of their own; they do not close the stream.
  @SuppressWarnings("ClosingStandardOutputStreams")
  private int runHere(Function<Progress, Integer> work) {
    Thread hook = Thread.ofPlatform().name("stop").unstarted(this::stop);
    Runtime.getRuntime().addShutdownHook(hook);
    try (ProgressLines lines = new ProgressLines(System.err, () -> stopped)) {
      return work.apply(lines);
    } catch (StoppedException e) {
      System.err.println("sessionvm: stopped; nothing half done is left");
      return STOPPED;
    } finally {
      done.countDown();
      forget(hook);
    }
  }

  private void stop() {
    stopped = true;
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("sessionvm: the work does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forget(Thread hook) {
    if (!stopped) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // A signal came at the very end; the hook sees that the work is done.
        return;
      }
    }
  }
}
