package org.sessionvm.launcher.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.plugin.InstalledPlugin;

/** Three validators that must agree, and go on without one of them. */
class ThreeValidatorsIT {
  private static final int MESSAGES = Integer.getInteger("network.messages", 10_000);
  private static final int WRITERS = Integer.getInteger("network.writers", 300);
  private static final int KILLED = 2;
  private static final long AGREE_SECONDS = 120;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  void agreeOnEveryMessageThoughOneIsKilledInTheMidst() throws Exception {
    DevelopmentNetwork.skipUnlessPossible();
    InstalledPlugin plugin =
        InstalledPlugin.into(directory.resolve("plugins"), OneNodeNetworkIT.PROTOCOL);
    try (DevelopmentNetwork network = DevelopmentNetwork.start(3, directory, plugin.directory());
        ChainWriters writers = ChainWriters.open(network, WRITERS)) {
      long height = writers.height(1);
      long began = System.nanoTime();
      ChainWriters.Writing writing = writers.write(MESSAGES);
      writing.await(MESSAGES / 3);
      long all = millisSince(began);
      network.kill(KILLED);
      writing.await(MESSAGES / 3);
      long two = millisSince(began) - all;
      long caughtUp = restart(network, writers);
      writing.finish();
      long took = millisSince(began);

      awaitAgreement(writers);
      printThird("all three", all);
      printThird("node %d dead".formatted(KILLED), two);
      print(took, writers.height(1) - height, caughtUp, writers.repeated());
      for (int node = 1; node <= network.size(); node++) {
        writers.check(node);
        assertThat(writers.stored()).as("node %d", node).isEqualTo(MESSAGES);
      }
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  /** How long the node takes from its start to the height that the others had at its start. */
  private static long restart(DevelopmentNetwork network, ChainWriters writers) throws Exception {
    long height = writers.height(1);
    long began = System.nanoTime();
    network.restart(KILLED);
    System.out.printf("node %d answers after %d ms%n", KILLED, millisSince(began));
    while (writers.height(KILLED) < height) {
      pause(began, "node %d is still behind %d".formatted(KILLED, height));
    }
    return millisSince(began);
  }

  /** The same block at the same height, with the same state, once nothing is written any more. */
  private static void awaitAgreement(ChainWriters writers) throws Exception {
    long began = System.nanoTime();
    while (true) {
      List<JsonNode> all = List.of(writers.info(1), writers.info(2), writers.info(3));
      List<String> places =
          all.stream()
              .map(
                  info ->
                      "%s %s %s"
                          .formatted(
                              info.path("height").asLong(),
                              info.path("lastAccepted").asText(),
                              info.path("stateHash").asText()))
              .toList();
      if (places.stream().distinct().count() == 1) {
        assertThat(all.getFirst().path("stateHash").asText()).hasSize(64);
        return;
      }
      pause(began, "the nodes are at " + places);
    }
  }

  private static void pause(long began, String problem) {
    if (millisSince(began) > TimeUnit.SECONDS.toMillis(AGREE_SECONDS)) {
      throw new AssertionError(problem);
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
  }

  private static void printThird(String when, long millis) {
    System.out.printf(
        Locale.ROOT, "%s: %.0f messages/s%n", when, MESSAGES * 1e3 / 3 / Math.max(1, millis));
  }

  private static void print(long millis, long blocks, long caughtUpMillis, long repeated) {
    System.out.printf(
        Locale.ROOT,
        "three validators: %d messages in %.1f s, %.0f messages/s, %d blocks, %.2f s each;"
            + " node %d caught up %.1f s after its start; %d calls were repeated%n",
        MESSAGES,
        millis / 1e3,
        MESSAGES * 1e3 / millis,
        blocks,
        millis / 1e3 / blocks,
        KILLED,
        caughtUpMillis / 1e3,
        repeated);
  }
}
