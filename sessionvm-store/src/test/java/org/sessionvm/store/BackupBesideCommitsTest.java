package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessionvm.store.StoreFixture.COLUMNS;
import static org.sessionvm.store.StoreFixture.INDEX;
import static org.sessionvm.store.StoreFixture.SMALL_FILES;
import static org.sessionvm.store.StoreFixture.key;
import static org.sessionvm.store.StoreFixture.numbered;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.store.backup.BackupPoint;
import org.sessionvm.store.backup.PointLabel;
import org.sessionvm.store.progress.Progress;

/** A backup that takes its time keeps nobody from committing. */
final class BackupBesideCommitsTest {
  private static final long PATIENCE_SECONDS = 30;
  private static final int COMMITS = 50;

  @TempDir private Path directory = Path.of("");

  @Test
  void commitsGoOnWhileABackupStandsStill() throws Exception {
    CountDownLatch copying = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Progress held =
        _ -> {
          copying.countDown();
          awaitOrFail(released);
          return true;
        };
    try (RocksDbStore store = RocksDbStore.open(directory.resolve("data"), COLUMNS, SMALL_FILES)) {
      store.commit(numbered(0, 50_000));
      CompletableFuture<BackupPoint> backup =
          CompletableFuture.supplyAsync(
              () ->
                  new StoreBackup(_ -> new PointLabel("chain", 1, "block", Instant.EPOCH), 1, held)
                      .backUp(store, SMALL_FILES, directory.resolve("backups")));
      awaitOrFail(copying);

      // If these waited for the backup, it would fail before they are done.
      commitAll(store);

      assertThat(backup).isNotDone();
      released.countDown();
      assertThat(backup.get(PATIENCE_SECONDS, TimeUnit.SECONDS).number()).isOne();
      assertThat(store.scan(INDEX, key(0), StoreFixture.END, 100)).hasSize(COMMITS + 1);
    }
  }

  private static void commitAll(RocksDbStore store) {
    for (int number = 1; number <= COMMITS; number++) {
      store.commit(numbered(number, 10_000));
    }
  }

  private static void awaitOrFail(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
