package org.sessionvm.launcher.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.Main;
import org.sessionvm.launcher.node.ChildNode;

/**
 * SIGKILLs a node at random moments while several writers wait for its answers, and finds
 * everything it ever acknowledged. A kill is no power failure: that the disk keeps what it said is
 * synced is taken from the operating system.
 */
class CrashIT {
  private static final int KILLS = Integer.getInteger("crash.kills", 50);
  private static final int ANSWERS_PER_LIFE_MAX = 120;
  private static final List<String> OPTIONS = List.of("--max-messages", "1000000");

  @TempDir Path directory;

  @Test
  void losesNothingItAcknowledgedWhenKilled() throws Exception {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    System.out.println("crash test with -Dcrash.seed=" + seed);
    Random random = new Random(seed);
    try (Writers writers = begin()) {
      for (int kill = 0; kill < KILLS; kill++) {
        ChildNode node = ChildNode.start(directory, OPTIONS);
        try {
          writers.resume(node);
          writers.writeUntilKilled(node, 1 + random.nextInt(ANSWERS_PER_LIFE_MAX));
        } finally {
          node.kill();
        }
      }
      try (ChildNode node = ChildNode.start(directory, OPTIONS)) {
        writers.finish(node);
      }
      print(writers);
      assertThat(writers.messages()).isGreaterThan(KILLS);
      assertThat(writers.handles().acknowledged()).isGreaterThan(KILLS);
      assertThat(writers.channels().acknowledged()).isGreaterThan(KILLS);
    }
    assertThat(Main.create().execute("store", "check", "--data-dir", directory.toString()))
        .isZero();
  }

  private Writers begin() throws Exception {
    try (ChildNode node = ChildNode.start(directory, OPTIONS)) {
      return new Writers(node);
    }
  }

  private static void print(Writers writers) {
    System.out.printf(
        "%d kills; %d messages, %d other transactions and %d of channels acknowledged, %d of them"
            + " sent again after a kill; none lost%n",
        KILLS,
        writers.messages(),
        writers.handles().acknowledged(),
        writers.channels().acknowledged(),
        writers.handles().sentAgain() + writers.channels().sentAgain());
  }
}
