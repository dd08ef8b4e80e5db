package org.sessionvm.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.ColumnFamilyHandle;
import org.sessionvm.spi.ColumnId;

/** The open column families of a database, by column. */
final class FamilyHandles implements AutoCloseable {
  private final Map<ColumnId, ColumnFamilyHandle> handles;

  private FamilyHandles(Map<ColumnId, ColumnFamilyHandle> handles) {
    this.handles = Map.copyOf(handles);
  }

  /** The handles that opening gave for {@link ColumnFamilies#descriptors}. */
  static FamilyHandles of(List<ColumnId> columns, List<ColumnFamilyHandle> opened) {
    // The default family, which is empty.
    opened.getFirst().close();
    Map<ColumnId, ColumnFamilyHandle> handles = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      handles.put(columns.get(i), opened.get(i + 1));
    }
    return new FamilyHandles(handles);
  }

  ColumnFamilyHandle of(ColumnId column) {
    ColumnFamilyHandle handle = handles.get(column);
    if (handle == null) {
      throw new IllegalArgumentException("no column " + column.name() + " in this store");
    }
    return handle;
  }

  @Override
  public void close() {
    handles.values().forEach(ColumnFamilyHandle::close);
  }
}
