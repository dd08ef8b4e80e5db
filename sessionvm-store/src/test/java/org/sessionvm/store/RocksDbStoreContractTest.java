package org.sessionvm.store;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.testkit.store.KeyValueStoreContract;

final class RocksDbStoreContractTest extends KeyValueStoreContract {
  @TempDir private Path directory = Path.of("");

  @Override
  protected KeyValueStore open(List<ColumnId> columns) {
    return RocksDbStore.open(directory, columns, StoreOptions.defaults());
  }
}
