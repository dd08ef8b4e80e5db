package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.sessionvm.spi.StoreException;

final class ViewTest {
  @TempDir private Path directory = Path.of("");

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void isReleasedOnlyAfterTheReadsUnderWay() throws Exception {
    NativeLibrary.load(directory.resolve("native"));
    try (RocksDB database = RocksDB.open(directory.resolve("db").toString())) {
      var view = new View(database, database.getSnapshot());
      var reading = new CountDownLatch(1);
      var retiring = new CountDownLatch(1);
      var read =
          new FutureTask<>(
              () ->
                  view.read(
                      options -> {
                        reading.countDown();
                        return await(retiring) && options.isOwningHandle();
                      }));
      Thread.ofPlatform().start(read);
      reading.await();

      Thread retirement = Thread.ofPlatform().start(view::retire);
      while (retirement.isAlive() && retirement.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      retiring.countDown();

      assertThat(read.get()).as("the options were not freed during the read").isTrue();
      retirement.join();
      assertThatThrownBy(() -> view.read(ReadOptions::fillCache))
          .isInstanceOf(StoreException.class);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
