package org.sessionvm.launcher.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.OperatorClient;
import org.sessionvm.launcher.node.ChildNode;

/** The file of the operators changes under a running node. */
final class TokensReloadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ALICE = "a".repeat(32);
  private static final String BOB = "b".repeat(32);

  @Test
  void takesNewTokensAndKeepsTheOldOnesWhereTheFileIsBroken(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("operators");
    write(file, "alice " + ALICE);
    try (ChildNode node =
        ChildNode.start(
            directory.resolve("data"), List.of("--operator-tokens-file", file.toString()))) {
      URI operations = node.metricsUrl().resolve("/rpc");
      assertThat(admits(operations, ALICE)).isTrue();
      assertThat(admits(operations, BOB)).isFalse();

      write(file, "bob " + BOB);
      await(() -> admits(operations, BOB));
      assertThat(admits(operations, ALICE)).isFalse();

      for (String broken : List.of("alice short", "")) {
        write(file, broken);
        await(() -> isFailing(node));
        assertThat(admits(operations, BOB)).isTrue();

        write(file, "bob " + BOB);
        await(() -> !isFailing(node));
      }
      write(file, "alice " + ALICE);
      await(() -> admits(operations, ALICE));
      assertThat(admits(operations, BOB)).isFalse();
      assertThat(node.stop()).isZero();
    }
  }

  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, text + "\n", StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static boolean admits(URI operations, String token) {
    try (OperatorClient client = OperatorClient.connect(operations, token, Optional.empty())) {
      return client.call("admin.Peers", _ -> {}).has("peers");
    } catch (ClientException.Unauthorized | ClientException.LimitExceeded e) {
      return false;
    }
  }

  private static boolean isFailing(ChildNode node) throws IOException {
    return metrics(node).contains("sessionvm_reload_failing{files=\"operatorTokensFile\"} 1");
  }

  private static String metrics(ChildNode node) throws IOException {
    try (InputStream in = node.metricsUrl().toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  /** Slower than once a second would be too slow, faster would be guessing. */
  private static void await(Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("the file was taken").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(600));
    }
  }
}
