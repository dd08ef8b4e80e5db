package org.sessionvm.testkit.store;

import java.util.List;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValueStore;

final class InMemoryStoreTest extends KeyValueStoreContract {
  @Override
  protected KeyValueStore open(List<ColumnId> columns) {
    return new InMemoryStore(columns);
  }
}
