package org.sessionvm.launcher.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.sessionvm.store.progress.Progress;

/**
 * Shows on the standard error how far long work is: one line that is rewritten where that is a
 * terminal, a line every few seconds where it is not.
 */
final class ProgressLines implements Progress, AutoCloseable {
  private static final long TERMINAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long PLAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final PrintStream err;
  private final boolean terminal;
  private final BooleanSupplier stopped;
  private String name = "";
  private long shownAt;

  ProgressLines(PrintStream err, BooleanSupplier stopped) {
    this.err = err;
    this.terminal = isTerminal();
    this.stopped = stopped;
  }

  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      // Another system; a terminal is then one only for who asks for nothing else.
      return false;
    }
  }

  @Override
  public boolean reached(Step step) {
    boolean begins = !step.name().equals(name);
    long now = System.nanoTime();
    if (begins || now - shownAt >= (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
      show(step, begins);
      shownAt = now;
    }
    return !stopped.getAsBoolean();
  }

  private void show(Step step, boolean begins) {
    if (terminal) {
      err.print((begins && !name.isEmpty() ? "\n" : "") + "\r" + text(step) + "\u001b[K");
    } else {
      err.println(text(step));
    }
    err.flush();
    name = step.name();
  }

  private static String text(Step step) {
    String unit = step.unit().name().toLowerCase(Locale.ROOT);
    return step.total() == 0
        ? "%s: %d %s".formatted(step.name(), step.done(), unit)
        : "%s: %d of %d %s (%d %%)"
            .formatted(
                step.name(),
                step.done(),
                step.total(),
                unit,
                (long) (100.0 * step.done() / step.total()));
  }

  @Override
  public void close() {
    if (terminal && !name.isEmpty()) {
      err.println();
    }
  }
}
