package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessionvm.store.StoreFixture.COLUMNS;
import static org.sessionvm.store.StoreFixture.INDEX;
import static org.sessionvm.store.StoreFixture.PAYLOAD;
import static org.sessionvm.store.StoreFixture.SMALL_FILES;
import static org.sessionvm.store.StoreFixture.key;
import static org.sessionvm.store.StoreFixture.payload;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.progress.Progress;

/**
 * A process is killed while it commits; every number it printed is there afterwards.
 *
 * <p>This says nothing of a power failure: what the kernel had accepted survives the process.
 */
final class KilledProcessIT {
  private static final int KILLS = 6;

  @TempDir private Path directory = Path.of("");

  @Test
  void keepsEveryBatchThatWasAcknowledgedBeforeTheKill() throws Exception {
    Random random = new Random(20261123);
    long last = -1;
    for (int kill = 0; kill < KILLS; kill++) {
      last = writeAndKill(last + 1, 1 + random.nextInt(400));
      requireAllUpTo(last);
    }
    assertThat(last).isGreaterThan(KILLS);
  }

  @Test
  void refusesASecondProcessAndLeavesTheFirstAlone() throws Exception {
    Process writer = start(0);
    try (BufferedReader lines = writer.inputReader()) {
      lines.readLine();

      assertThatThrownBy(() -> RocksDbStore.open(directory, COLUMNS, SMALL_FILES))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another node uses the data directory");
      assertThatThrownBy(() -> RocksDbStore.openReadOnly(directory, COLUMNS, SMALL_FILES))
          .hasMessageContaining("another node uses the data directory");
      assertThat(lines.readLine()).isNotNull();
    } finally {
      writer.destroyForcibly().waitFor();
    }
    RocksDbStore.open(directory, COLUMNS, SMALL_FILES).close();
  }

  /** Returns the last number that was printed before the process died. */
  private long writeAndKill(long first, int commits) throws IOException, InterruptedException {
    Process writer = start(first);
    long last = -1;
    try (BufferedReader lines = writer.inputReader()) {
      for (int printed = 0; printed < commits; printed++) {
        last = Long.parseLong(lines.readLine());
      }
      // Process.destroyForcibly would close the pipe with the last lines in it.
      writer.toHandle().destroyForcibly();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Long.parseLong(line);
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    return last;
  }

  private Process start(long first) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            NumberedWriter.class.getName(),
            directory.toString(),
            Long.toString(first));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private void requireAllUpTo(long last) {
    try (RocksDbStore store = RocksDbStore.open(directory, COLUMNS, SMALL_FILES)) {
      for (long number = 0; number <= last; number++) {
        assertThat(store.get(INDEX, key(number))).contains(key(number));
        assertThat(store.get(PAYLOAD, key(number)))
            .contains(payload(number, NumberedWriter.PAYLOAD_BYTES));
      }
      // What was committed and not printed may be there too, but whole.
      assertThat(store.get(INDEX, key(last + 1)).isPresent())
          .isEqualTo(store.get(PAYLOAD, key(last + 1)).isPresent());
      assertThat(StoreCheck.run(store, (_, _) -> {}, Progress.SILENT).problems()).isEmpty();
    }
  }
}
