package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.state.Columns;
import org.sessionvm.store.progress.Progress;

/** The columns of the virtual machine, on disk. */
final class ColumnsTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void holdsAnEntryInEveryColumnOfTheVirtualMachine() {
    List<ColumnId> columns = Columns.ids();
    var batch = new WriteBatch();
    for (ColumnId column : columns) {
      batch.put(column, StoreFixture.key(1), StoreFixture.key(column.number()));
    }
    try (RocksDbStore store = RocksDbStore.open(directory, columns, StoreOptions.defaults())) {
      store.commit(batch);
    }
    try (RocksDbStore store = RocksDbStore.open(directory, columns, StoreOptions.defaults())) {
      assertThat(columns)
          .isNotEmpty()
          .allSatisfy(
              column ->
                  assertThat(store.get(column, StoreFixture.key(1)))
                      .contains(StoreFixture.key(column.number())));
      assertThat(StoreCheck.run(store, (_, _) -> {}, Progress.SILENT).isClean()).isTrue();
    }
  }
}
