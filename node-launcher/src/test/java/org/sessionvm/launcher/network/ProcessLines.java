package org.sessionvm.launcher.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a process prints, line by line, to be waited for. */
final class ProcessLines {
  private final BlockingQueue<Optional<String>> coming = new LinkedBlockingQueue<>();
  private final List<String> taken = new ArrayList<>();

  private ProcessLines() {}

  /** Reads from now on, so that the process never waits for its reader. */
  static ProcessLines of(Process process) {
    ProcessLines lines = new ProcessLines();
    Thread.ofPlatform().daemon().name("process-lines").start(() -> lines.read(process));
    return lines;
  }

  private void read(Process process) {
    try {
      process.inputReader(StandardCharsets.UTF_8).lines().map(Optional::of).forEach(coming::add);
    } catch (UncheckedIOException e) {
      // It was killed, and its pipe with it.
    } finally {
      coming.add(Optional.empty());
    }
  }

  /** The next line; throws IOException when none comes in time, or ever. */
  String next(Duration limit) throws IOException, InterruptedException {
    Optional<String> line = coming.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) {
      throw new IOException("nothing was said for " + limit);
    }
    taken.add(line.orElseThrow(() -> new IOException("it has ended")));
    return taken.getLast();
  }

  /** What was taken last. */
  List<String> last(int count) {
    return List.copyOf(taken.subList(Math.max(0, taken.size() - count), taken.size()));
  }
}
