package org.sessionvm.launcher.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.launcher.plugin.InstalledPlugin;

/** The chain of a network that has one node. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields before any test.
class OneNodeNetworkIT {
  private static final int MESSAGES = 1_000;
  private static final int WRITERS = 100;

  /** What a node of the network's version speaks. */
  static final int PROTOCOL = 45;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path directory;

  private static DevelopmentNetwork network;

  @BeforeAll
  static void start() throws Exception {
    DevelopmentNetwork.skipUnlessPossible();
    InstalledPlugin plugin = InstalledPlugin.into(directory.resolve("plugins"), PROTOCOL);
    network = DevelopmentNetwork.start(1, directory, plugin.directory());
  }

  @AfterAll
  static void stop() throws Exception {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void keepsWhatItAcknowledgedWhenItIsKilled() throws Exception {
    try (ChainWriters writers = ChainWriters.open(network, WRITERS)) {
      long height = writers.height(1);
      long began = System.nanoTime();
      writers.write(MESSAGES).finish();
      print(Duration.ofNanos(System.nanoTime() - began), writers.height(1) - height);

      network.kill(1);
      network.restart(1);

      writers.check(1);
      assertThat(writers.stored()).isEqualTo(MESSAGES);
      writers.write(1).finish();
      writers.check(1);
      assertThat(writers.stored()).isEqualTo(MESSAGES + 1);
    }
  }

  private static void print(Duration took, long blocks) {
    System.out.printf(
        Locale.ROOT,
        "one node: %d messages in %.1f s, %.0f messages/s, %d blocks, %.2f s each%n",
        MESSAGES,
        took.toMillis() / 1e3,
        MESSAGES * 1e3 / took.toMillis(),
        blocks,
        took.toMillis() / 1e3 / blocks);
  }

  @Test
  void theTerminalWalletNeedsNothingButItsAddress() throws Exception {
    TerminalWallet wallet = TerminalWallet.in(directory.resolve("wallet"), network.url(1));
    wallet.run("identity", "new", "alice");
    wallet.run("identity", "new", "bob");
    String keys = directory.resolve("bob.json").toString();
    wallet.run("identity", "show", "bob", "-o", keys);
    String session =
        wallet
            .onNode("session", "create", "--as", "alice", "--with", keys, "--json")
            .replaceFirst("(?s).*\"sessionId\":\\s*\"([^\"]+)\".*", "$1");

    assertThat(wallet.onNode("session", "accept", session, "--as", "bob")).isEqualTo("active\n");
    wallet.onNode("send", session, "Lunch?", "--as", "alice");

    assertThat(wallet.onNode("read", session, "--as", "bob"))
        .startsWith("#0  ")
        .contains(" verified\n    Lunch?\n");
    assertThat(wallet.onNode("listen", session, "--as", "bob", "--from", "0", "--count", "1"))
        .as("by a WebSocket through the node")
        .endsWith(" verified\n    Lunch?\n");
    assertThat(wallet.onNode("session", "close", session, "--as", "bob")).isEqualTo("closed\n");
  }
}
