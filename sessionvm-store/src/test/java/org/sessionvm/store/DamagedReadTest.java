package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessionvm.store.StoreFixture.COLUMNS;
import static org.sessionvm.store.StoreFixture.INDEX;
import static org.sessionvm.store.StoreFixture.PAYLOAD;
import static org.sessionvm.store.StoreFixture.SMALL_FILES;
import static org.sessionvm.store.StoreFixture.damage;
import static org.sessionvm.store.StoreFixture.files;
import static org.sessionvm.store.StoreFixture.key;
import static org.sessionvm.store.StoreFixture.numbered;
import static org.sessionvm.store.StoreFixture.payload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.Snapshot;
import org.sessionvm.spi.StoreException;

/** Each way of reading meets a damaged value, and none takes it for one that is not there. */
@SuppressWarnings("NullAway.Init") // Everything is there before a test.
final class DamagedReadTest {
  private static final int BYTES = 40_000;
  private static final List<Bytes> KEYS = List.of(key(0), key(1), key(9));

  @TempDir private Path directory;
  private RocksDbStore store;

  @BeforeEach
  void damageTheFirstValue() throws IOException {
    try (RocksDbStore filled = RocksDbStore.open(directory, COLUMNS, SMALL_FILES)) {
      filled.commit(numbered(0, BYTES));
      filled.commit(numbered(1, BYTES));
      filled.flush();
    }
    damage(files(directory, ".blob").getFirst(), BYTES / 2);
    store = RocksDbStore.open(directory, COLUMNS, SMALL_FILES);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void byItsKey() {
    assertThatThrownBy(() -> store.get(PAYLOAD, key(0))).isInstanceOf(StoreException.class);
  }

  @Test
  void amongOthers() {
    assertThatThrownBy(() -> store.getAll(PAYLOAD, KEYS)).isInstanceOf(StoreException.class);
    assertThat(store.getAll(PAYLOAD, KEYS.subList(1, 3)))
        .satisfiesExactly(
            one -> assertThat(one).contains(payload(1, BYTES)), none -> assertThat(none).isEmpty());
  }

  @Test
  void inASnapshot() {
    try (Snapshot snapshot = store.snapshot()) {
      assertThatThrownBy(() -> snapshot.getAll(PAYLOAD, KEYS)).isInstanceOf(StoreException.class);
      assertThat(snapshot.getAll(INDEX, KEYS).getFirst()).contains(key(0));
    }
  }

  @Test
  void inARange() {
    assertThatThrownBy(() -> store.scan(PAYLOAD, key(0), StoreFixture.END, 10))
        .isInstanceOf(StoreException.class);
    assertThat(store.scan(PAYLOAD, key(1), StoreFixture.END, 10)).hasSize(1);
  }
}
