package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessionvm.store.StoreFixture.COLUMNS;
import static org.sessionvm.store.StoreFixture.INDEX;
import static org.sessionvm.store.StoreFixture.PAYLOAD;
import static org.sessionvm.store.StoreFixture.SMALL_FILES;
import static org.sessionvm.store.StoreFixture.key;
import static org.sessionvm.store.StoreFixture.numbered;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.WriteBatch;

final class RocksDbStoreTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void tellsItsListenerOfEveryCommit() {
    List<String> heard = new ArrayList<>();
    CommitListener listener =
        (operations, bytes, duration) -> {
          assertThat(duration).isPositive();
          assertThat(bytes).isBetween(1000L, 1200L);
          heard.add(operations + " operations");
        };
    try (RocksDbStore store = RocksDbStore.open(directory, COLUMNS, SMALL_FILES, listener)) {
      store.commit(numbered(1, 1000));
      store.commit(numbered(2, 1000));
    }
    assertThat(heard).containsExactly("2 operations", "2 operations");
  }

  @Test
  void measuresItsColumns() {
    try (RocksDbStore store = open()) {
      for (int number = 0; number < 1500; number++) {
        store.commit(numbered(number, 2000));
      }
      store.reopen();
      StoreStatistics statistics = store.statistics();

      assertThat(statistics.columns())
          .extracting(StoreStatistics.Column::name)
          .containsExactly("index", "payload");
      assertThat(statistics.columns())
          .allSatisfy(column -> assertThat(column.estimatedKeys()).isBetween(1400L, 1600L));
      StoreStatistics.Column payload = statistics.columns().getLast();
      assertThat(payload.blobBytes()).isGreaterThan(1500L * 2000);
      assertThat(payload.tableBytes()).isPositive();
      assertThat(statistics.diskBytes()).isGreaterThan(payload.blobBytes());
    }
  }

  @Test
  void walksAColumnPageByPage() {
    try (RocksDbStore store = open()) {
      var batch = new WriteBatch();
      for (int number = 0; number < 3000; number++) {
        batch.put(INDEX, key(number), Bytes.EMPTY);
      }
      // Three of these pass the size of a page.
      for (int number = 0; number < 7; number++) {
        batch.put(PAYLOAD, key(number), StoreFixture.payload(number, 2 << 20));
      }
      store.commit(batch);

      List<Bytes> keys = new ArrayList<>();
      store.forEach(INDEX, entry -> keys.add(entry.key()));
      assertThat(keys).hasSize(3000).isSorted().doesNotHaveDuplicates();
      List<KeyValue> payloads = new ArrayList<>();
      store.forEach(PAYLOAD, payloads::add);
      assertThat(payloads).hasSize(7).isEqualTo(store.scan(PAYLOAD, key(0), key(9), 9));
    }
  }

  @Test
  void isOnlyReadWhereThereIsNoRoomAtItsStart() {
    try (RocksDbStore store = open()) {
      store.commit(numbered(1, 10));
    }
    Path record = directory.resolve("CLOSED");
    StoreOptions full = SMALL_FILES.withFreeBytesMin(1L << 60);
    try (RocksDbStore store = RocksDbStore.open(directory, COLUMNS, full)) {
      assertThat(store.get(INDEX, key(1))).isPresent();
      assertThat(store.refusal()).hasValueSatisfying(text -> assertThat(text).contains("no space"));
      assertThatThrownBy(() -> store.commit(numbered(2, 10))).hasMessageContaining("no space");
      assertThat(record).exists();
    }
    assertThat(record).exists();
    try (RocksDbStore store = open()) {
      assertThat(record).doesNotExist();
      store.commit(numbered(2, 10));
    }
    assertThat(record).exists();
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreOptions.defaults().withCacheBytes(1000))
        .withMessageContaining("cacheBytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreOptions.defaults().withReclaimInterval(Duration.ofSeconds(-1)))
        .withMessageContaining("reclaimInterval");
  }

  @Test
  void commitsWithoutSyncWhenToldTo() {
    StoreOptions options = SMALL_FILES.withAcknowledgeBeforeSync(true);
    try (RocksDbStore store = RocksDbStore.open(directory, COLUMNS, options)) {
      store.commit(numbered(1, 10));
      assertThat(store.get(INDEX, key(1))).isPresent();
    }
    assertThat(StoreOptions.defaults().acknowledgeBeforeSync()).isFalse();
  }

  private RocksDbStore open() {
    return RocksDbStore.open(directory, COLUMNS, SMALL_FILES);
  }
}
