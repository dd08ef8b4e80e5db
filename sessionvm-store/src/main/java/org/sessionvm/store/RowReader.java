package org.sessionvm.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;

/** Reads rows of an open database. Called under the lock of the {@link Database} alone. */
final class RowReader {
  private final RocksDB database;
  private final FamilyHandles families;

  RowReader(RocksDB database, FamilyHandles families) {
    this.database = database;
    this.families = families;
  }

  Optional<Bytes> get(ReadOptions options, ColumnId column, Bytes key) throws RocksDBException {
    byte[] value = database.get(families.of(column), options, key.unsafeArray());
    return Optional.ofNullable(value).map(Bytes::wrap);
  }

  List<Optional<Bytes>> getAll(ReadOptions options, ColumnId column, List<Bytes> keys)
      throws RocksDBException {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<byte[]> names = keys.stream().map(Bytes::unsafeArray).toList();
    List<ColumnFamilyHandle> sameFamily = Collections.nCopies(names.size(), families.of(column));
    List<Optional<Bytes>> values = new ArrayList<>(names.size());
    List<byte[]> found = database.multiGetAsList(options, sameFamily, names);
    for (int i = 0; i < found.size(); i++) {
      byte[] value = found.get(i);
      // A value that cannot be read is null here, like one that is not there; asked for alone it
      // throws.
      values.add(
          value == null ? get(options, column, keys.get(i)) : Optional.of(Bytes.wrap(value)));
    }
    return Collections.unmodifiableList(values);
  }

  List<KeyValue> scan(ReadOptions options, ColumnId column, Bytes from, Bytes to, int limit)
      throws RocksDBException {
    ColumnFamilyHandle family = families.of(column);
    if (limit == 0 || from.compareTo(to) >= 0) {
      return List.of();
    }
    try (Slice end = new Slice(to.unsafeArray());
        ReadOptions bounded = new ReadOptions(options).setIterateUpperBound(end);
        RocksIterator iterator = database.newIterator(family, bounded)) {
      return read(iterator, from, limit, Long.MAX_VALUE);
    }
  }

  /** The entries from {@code from}, up to the first that passes {@code bytes}, beside the cache. */
  List<KeyValue> page(ReadOptions options, ColumnId column, Bytes from, int limit, long bytes)
      throws RocksDBException {
    try (ReadOptions once = new ReadOptions(options).setFillCache(false);
        RocksIterator iterator = database.newIterator(families.of(column), once)) {
      return read(iterator, from, limit, bytes);
    }
  }

  private static List<KeyValue> read(RocksIterator iterator, Bytes from, int limit, long bytes)
      throws RocksDBException {
    List<KeyValue> entries = new ArrayList<>();
    long size = 0;
    for (iterator.seek(from.unsafeArray()); iterator.isValid(); iterator.next()) {
      KeyValue entry = new KeyValue(Bytes.wrap(iterator.key()), Bytes.wrap(iterator.value()));
      entries.add(entry);
      size += entry.key().size() + entry.value().size();
      if (entries.size() == limit || size >= bytes) {
        break;
      }
    }
    // An iterator that meets damage says so here only; without it the damage looks like the end.
    iterator.status();
    return Collections.unmodifiableList(entries);
  }
}
