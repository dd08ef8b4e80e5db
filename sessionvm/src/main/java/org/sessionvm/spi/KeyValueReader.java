package org.sessionvm.spi;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;

/** Reads of ordered columns. Every method may throw {@link StoreException}. */
public interface KeyValueReader {
  /** The value of {@code key}, if there is one. */
  Optional<Bytes> get(ColumnId column, Bytes key);

  /** The values of {@code keys}, in their order. */
  default List<Optional<Bytes>> getAll(ColumnId column, List<Bytes> keys) {
    return keys.stream().map(key -> get(column, key)).toList();
  }

  /**
   * The entries from {@code from} (inclusive) to {@code to} (exclusive) in the order of unsigned
   * bytes, at most {@code limit} of them.
   */
  List<KeyValue> scan(ColumnId column, Bytes from, Bytes to, int limit);
}
