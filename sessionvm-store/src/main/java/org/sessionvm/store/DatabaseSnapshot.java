package org.sessionvm.store;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.Snapshot;

/** A view of one opening of the database; void once that is closed. */
record DatabaseSnapshot(Database origin, View view) implements Snapshot {
  @Override
  public Optional<Bytes> get(ColumnId column, Bytes key) {
    return origin.get(view, column, key);
  }

  @Override
  public List<Optional<Bytes>> getAll(ColumnId column, List<Bytes> keys) {
    return origin.getAll(view, column, keys);
  }

  @Override
  public List<KeyValue> scan(ColumnId column, Bytes from, Bytes to, int limit) {
    return origin.scan(view, column, from, to, limit);
  }

  @Override
  public void close() {
    origin.release(view);
  }
}
