package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessionvm.store.StoreFixture.COLUMNS;
import static org.sessionvm.store.StoreFixture.INDEX;
import static org.sessionvm.store.StoreFixture.PAYLOAD;
import static org.sessionvm.store.StoreFixture.key;
import static org.sessionvm.store.StoreFixture.numbered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;

final class DataDirectoryTest {
  private static final StoreOptions OPTIONS = StoreOptions.defaults();

  @TempDir private Path parent = Path.of("");

  @Test
  void makesADirectoryForItsOwnerAlone() throws IOException {
    open().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
        .isEqualTo("rwx------");
    assertThat(directory().resolve("SCHEMA")).hasContent("1");
  }

  @Test
  void keepsWhatWasCommittedWhenOpenedAgain() {
    try (RocksDbStore store = open()) {
      store.commit(numbered(7, 2000));
    }
    try (RocksDbStore store = open()) {
      assertThat(store.get(INDEX, key(7))).contains(key(7));
      assertThat(store.get(PAYLOAD, key(7))).contains(StoreFixture.payload(7, 2000));
    }
  }

  @Test
  void refusesASecondStoreInOneProcessAndKeepsTheFirst() {
    try (RocksDbStore store = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another node uses the data directory");
      assertThatThrownBy(this::open).hasMessageContaining("another node");
      assertThatThrownBy(() -> RocksDbStore.openReadOnly(directory(), COLUMNS, OPTIONS))
          .hasMessageContaining("another node");
      store.commit(numbered(1, 10));
    }
    open().close();
  }

  @Test
  void refusesADirectoryOfANewerVersion() throws IOException {
    open().close();
    Files.writeString(directory().resolve("SCHEMA"), "2\n");

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("written by a newer version (schema 2, this one knows up to 1)");
  }

  @Test
  void refusesADirectoryWhoseSchemaIsDamagedOrMissing() throws IOException {
    open().close();
    Files.writeString(directory().resolve("SCHEMA"), "one");
    assertThatThrownBy(this::open).hasMessageContaining("SCHEMA").hasMessageContaining("damaged");

    Files.delete(directory().resolve("SCHEMA"));
    assertThatThrownBy(this::open).hasMessageContaining("SCHEMA is missing");
  }

  @Test
  void finishesADatabaseWhoseMakingWasCutShort() throws IOException {
    open().close();
    Files.writeString(directory().resolve("SCHEMA"), "1 creating\n");
    Files.delete(directory().resolve("rocksdb").resolve("CURRENT"));

    try (RocksDbStore store = open()) {
      store.commit(numbered(1, 10));
    }
    assertThat(directory().resolve("SCHEMA")).hasContent("1");
  }

  @Test
  void doesNotStartAfreshWhereADatabaseWasLost() throws IOException {
    try (RocksDbStore store = open()) {
      store.commit(numbered(1, 10));
    }
    Files.delete(directory().resolve("rocksdb").resolve("CURRENT"));

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("CURRENT");
    assertThat(StoreFixture.files(directory(), ".log")).isNotEmpty();
  }

  @Test
  void refusesColumnsItDoesNotKnowByTheirNames() {
    open().close();

    assertThatThrownBy(() -> RocksDbStore.open(directory(), List.of(INDEX), OPTIONS))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("[payload]");
    open().close();
  }

  @Test
  void addsAColumnThatIsNewAndNeverWhenReadingOnly() {
    open().close();
    var added = new ColumnId(3, "added", ColumnId.Kind.INLINE);
    List<ColumnId> columns = List.of(INDEX, PAYLOAD, added);

    assertThatThrownBy(() -> RocksDbStore.openReadOnly(directory(), columns, OPTIONS))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("[added]");
    try (RocksDbStore store = RocksDbStore.open(directory(), columns, OPTIONS)) {
      var batch = new WriteBatch();
      batch.put(added, key(1), key(2));
      store.commit(batch);
      assertThat(store.get(added, key(1))).contains(key(2));
    }
  }

  @Test
  void opensForSeveralReadersWhileNoNodeRuns() {
    try (RocksDbStore store = open()) {
      store.commit(numbered(1, 10));
    }
    try (RocksDbStore reader = RocksDbStore.openReadOnly(directory(), COLUMNS, OPTIONS)) {
      assertThat(reader.get(INDEX, key(1))).contains(key(1));
      assertThatThrownBy(() -> reader.commit(numbered(2, 10)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("read only");
      assertThatThrownBy(reader::reopen).isInstanceOf(StoreException.class);
      assertThatThrownBy(this::open).hasMessageContaining("another node");
    }
  }

  @Test
  void refusesToReadWhereThereIsNoStore() {
    assertThatThrownBy(() -> RocksDbStore.openReadOnly(directory(), COLUMNS, OPTIONS))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("there is no store");
    assertThat(directory()).doesNotExist();
  }

  private RocksDbStore open() {
    return RocksDbStore.open(directory(), COLUMNS, OPTIONS);
  }

  private Path directory() {
    return parent.resolve("data");
  }
}
