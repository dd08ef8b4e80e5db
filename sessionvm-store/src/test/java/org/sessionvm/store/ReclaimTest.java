package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessionvm.store.StoreFixture.COLUMNS;
import static org.sessionvm.store.StoreFixture.PAYLOAD;
import static org.sessionvm.store.StoreFixture.SMALL_FILES;
import static org.sessionvm.store.StoreFixture.key;
import static org.sessionvm.store.StoreFixture.payload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.Snapshot;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;

/** Deleted ranges of large values leave the disk, and what lies beside them stays. */
final class ReclaimTest {
  private static final int VALUES = 2000;
  private static final int VALUE_BYTES = 4000;

  @TempDir private Path directory = Path.of("");

  private final BlockingQueue<String> rounds = new LinkedBlockingQueue<>();

  @Test
  void givesTheSpaceOfADeletedRangeBackToTheDisk() throws Exception {
    try (RocksDbStore store = open()) {
      fill(store);
      long before = store.statistics().diskBytes();
      assertThat(before).isGreaterThan((long) VALUES * VALUE_BYTES);

      deleteRange(store, 0, 1800);
      awaitRound();

      assertThat(store.statistics().diskBytes()).isLessThan(before / 2);
      assertThat(blobBytes(store)).isBetween(200L * VALUE_BYTES, 500L * VALUE_BYTES);
      assertThat(store.get(PAYLOAD, key(1799))).isEmpty();
      for (int number = 1800; number < VALUES; number++) {
        assertThat(store.get(PAYLOAD, key(number))).contains(payload(number, VALUE_BYTES));
      }
    }
  }

  @Test
  void keepsWhatWasPutIntoTheRangeAfterItsDeletion() throws Exception {
    try (RocksDbStore store = open()) {
      fill(store);
      var batch = new WriteBatch();
      batch.deleteRange(PAYLOAD, key(0), key(VALUES));
      batch.put(PAYLOAD, key(5), payload(1, VALUE_BYTES));
      store.commit(batch);
      awaitRound();

      assertThat(store.get(PAYLOAD, key(4))).isEmpty();
      assertThat(store.get(PAYLOAD, key(5))).contains(payload(1, VALUE_BYTES));
    }
  }

  @Test
  void keepsWhatASnapshotSees() throws Exception {
    try (RocksDbStore store = open()) {
      fill(store);
      try (Snapshot snapshot = store.snapshot()) {
        deleteRange(store, 0, VALUES);
        awaitRound();

        assertThat(snapshot.get(PAYLOAD, key(3))).contains(payload(3, VALUE_BYTES));
        assertThat(store.get(PAYLOAD, key(3))).isEmpty();
      }
    }
  }

  @Test
  void goesOnAfterTheStoreWasReopened() throws Exception {
    try (RocksDbStore store = open()) {
      fill(store);
      store.reopen();
      deleteRange(store, 0, VALUES);
      awaitRound();

      assertThat(blobBytes(store)).isZero();
    }
  }

  @Test
  void closesWhileSpaceIsBeingReclaimed() {
    for (int round = 0; round < 5; round++) {
      try (RocksDbStore store = open()) {
        fill(store);
        deleteRange(store, 0, VALUES);
      }
    }
    assertThat(rounds).doesNotContain("failed");
  }

  private RocksDbStore open() {
    CommitListener listener =
        new CommitListener() {
          @Override
          public void committed(int operations, long bytes, Duration duration) {}

          @Override
          public void reclaimed(ColumnId column, Duration duration) {
            rounds.add(column.name());
          }

          @Override
          public void reclaimFailed(ColumnId column, StoreException failure) {
            rounds.add("failed");
          }
        };
    return RocksDbStore.open(directory, COLUMNS, SMALL_FILES, listener);
  }

  private void awaitRound() throws InterruptedException {
    assertThat(rounds.poll(30, TimeUnit.SECONDS)).isEqualTo("payload");
  }

  private static void fill(RocksDbStore store) {
    for (int first = 0; first < VALUES; first += 100) {
      var batch = new WriteBatch();
      for (int number = first; number < first + 100; number++) {
        batch.put(PAYLOAD, key(number), payload(number, VALUE_BYTES));
      }
      store.commit(batch);
    }
  }

  private static void deleteRange(RocksDbStore store, int from, int to) {
    var batch = new WriteBatch();
    batch.deleteRange(PAYLOAD, key(from), key(to));
    store.commit(batch);
  }

  private static long blobBytes(RocksDbStore store) {
    return store.statistics().columns().getLast().blobBytes();
  }
}
