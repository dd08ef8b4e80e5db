package org.sessionvm.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteOptions;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.spi.WriteBatch.Operation;

/**
 * One opening of a RocksDB database, with everything native that belongs to it.
 *
 * <p>Every native call holds the read lock and closing holds the write lock: a call after or beside
 * closing meets an exception, where RocksDB alone would read freed memory and end the process.
 */
final class Database implements AutoCloseable {
  private final ReentrantReadWriteLock lifecycle = new ReentrantReadWriteLock();
  private final NativeOptions options;
  private final RocksDB database;
  private final Map<ColumnId, ColumnFamilyHandle> families;
  private final ReadOptions latest = new ReadOptions().setVerifyChecksums(true);
  private final WriteOptions writing;
  private final CompactRangeOptions reclaiming = new CompactRangeOptions();
  private final Set<View> views = ConcurrentHashMap.newKeySet();
  private volatile boolean commitFailed;
  private boolean closed;

  private Database(
      NativeOptions options,
      RocksDB database,
      Map<ColumnId, ColumnFamilyHandle> families,
      boolean sync) {
    this.options = options;
    this.database = database;
    this.families = families;
    writing = new WriteOptions().setSync(sync);
  }

  /** How a database is opened. */
  enum Mode {
    CREATE,
    WRITE,
    READ
  }

  static Database open(Path path, List<ColumnId> columns, StoreOptions settings, Mode mode) {
    if (mode != Mode.CREATE) {
      WriteAheadLog.verify(path);
    }
    NativeOptions options = new NativeOptions(settings, mode == Mode.CREATE);
    boolean opened = false;
    try {
      if (mode != Mode.CREATE) {
        ColumnFamilies.requireKnown(path, columns, mode == Mode.READ);
      }
      var descriptors = ColumnFamilies.descriptors(columns, options);
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      RocksDB database =
          mode == Mode.READ
              ? RocksDB.openReadOnly(options.database(), path.toString(), descriptors, handles)
              : RocksDB.open(options.database(), path.toString(), descriptors, handles);
      opened = true;
      // From here on closing the database releases the rest.
      var families = ColumnFamilies.byColumn(columns, handles);
      return new Database(options, database, families, !settings.acknowledgeBeforeSync())
          .withAllFilesPresent(path, mode);
    } catch (RocksDBException e) {
      throw RocksFailure.of("opening the database " + path, e);
    } finally {
      if (!opened) {
        options.close();
      }
    }
  }

  /**
   * RocksDB looks at some of its files only when it opens, and at the others when they are read.
   */
  private Database withAllFilesPresent(Path path, Mode mode) {
    try {
      guarded(
          "looking for the files of the database",
          () -> {
            LiveFiles.verify(database, path, mode == Mode.READ);
            return database;
          });
      return this;
    } catch (StoreException e) {
      close();
      throw e;
    }
  }

  Optional<Bytes> get(@Nullable View view, ColumnId column, Bytes key) {
    return reading(
        "reading",
        view,
        options -> {
          byte[] value = database.get(family(column), options, key.unsafeArray());
          return Optional.ofNullable(value).map(Bytes::wrap);
        });
  }

  List<Optional<Bytes>> getAll(@Nullable View view, ColumnId column, List<Bytes> keys) {
    return reading(
        "reading",
        view,
        options -> {
          if (keys.isEmpty()) {
            return List.of();
          }
          List<byte[]> names = keys.stream().map(Bytes::unsafeArray).toList();
          List<ColumnFamilyHandle> sameFamily = Collections.nCopies(names.size(), family(column));
          List<Optional<Bytes>> values = new ArrayList<>(names.size());
          for (byte[] value : database.multiGetAsList(options, sameFamily, names)) {
            values.add(Optional.ofNullable(value).map(Bytes::wrap));
          }
          return Collections.unmodifiableList(values);
        });
  }

  List<KeyValue> scan(@Nullable View view, ColumnId column, Bytes from, Bytes to, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative: " + limit);
    }
    return reading(
        "scanning",
        view,
        options -> {
          ColumnFamilyHandle family = family(column);
          if (limit == 0 || from.compareTo(to) >= 0) {
            return List.of();
          }
          try (Slice end = new Slice(to.unsafeArray());
              ReadOptions bounded = new ReadOptions(options).setIterateUpperBound(end);
              RocksIterator iterator = database.newIterator(family, bounded)) {
            return read(iterator, from, limit, Long.MAX_VALUE);
          }
        });
  }

  /** The entries from {@code from}, up to the first that passes {@code bytes}, beside the cache. */
  List<KeyValue> page(View view, ColumnId column, Bytes from, int limit, long bytes) {
    return reading(
        "scanning",
        view,
        options -> {
          try (ReadOptions once = new ReadOptions(options).setFillCache(false);
              RocksIterator iterator = database.newIterator(family(column), once)) {
            return read(iterator, from, limit, bytes);
          }
        });
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

  /** Writes the batch and returns the bytes of its keys and values. */
  long commit(WriteBatch batch) {
    batch.operations().forEach(operation -> family(operation.column()));
    return guarded(
        "committing",
        () -> {
          if (commitFailed) {
            throw new StoreException("an earlier commit failed: the store must be reopened first");
          }
          try (var changes = new org.rocksdb.WriteBatch()) {
            for (Operation operation : batch.operations()) {
              add(changes, operation);
            }
            long bytes = changes.getDataSize();
            commitFailed = true;
            database.write(writing, changes);
            commitFailed = false;
            return bytes;
          }
        });
  }

  private void add(org.rocksdb.WriteBatch changes, Operation operation) throws RocksDBException {
    ColumnFamilyHandle family = family(operation.column());
    switch (operation) {
      case Operation.Put(var _, Bytes key, Bytes value) ->
          changes.put(family, key.unsafeArray(), value.unsafeArray());
      case Operation.Delete(var _, Bytes key) -> changes.delete(family, key.unsafeArray());
      case Operation.DeleteRange(var _, Bytes from, Bytes to) -> {
        if (from.compareTo(to) < 0) {
          changes.deleteRange(family, from.unsafeArray(), to.unsafeArray());
        }
      }
    }
  }

  /** A view of this moment; closing the database releases it too. */
  View view() {
    return guarded(
        "taking a snapshot",
        () -> {
          View view = new View(database, database.getSnapshot());
          views.add(view);
          return view;
        });
  }

  void release(View view) {
    lifecycle.readLock().lock();
    try {
      if (!closed && views.remove(view)) {
        view.retire();
      }
    } finally {
      lifecycle.readLock().unlock();
    }
  }

  /**
   * Rewrites the files that overlap the range without what is deleted in them, which drops blob
   * files nothing refers to.
   *
   * <p>RocksDB could drop whole table files of a range at once ({@code deleteFilesInRanges}), but
   * it would drop with them what was put into the range after the deletion and what snapshots see.
   */
  void reclaim(ColumnId column, Bytes from, Bytes to) {
    guarded(
        "reclaiming space",
        () -> {
          try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            database.flush(flush, family(column));
          }
          database.compactRange(family(column), from.unsafeArray(), to.unsafeArray(), reclaiming);
          return column;
        });
  }

  /** Writes what is in memory to table files. */
  void flush(ColumnId column) {
    guarded(
        "flushing",
        () -> {
          try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            database.flush(flush, family(column));
          }
          return column;
        });
  }

  void verifyChecksums() {
    guarded(
        "verifying checksums",
        () -> {
          database.verifyChecksum();
          return database;
        });
  }

  StoreStatistics.Column statistics(ColumnId column) {
    return guarded(
        "reading statistics",
        () -> {
          ColumnFamilyHandle family = family(column);
          return new StoreStatistics.Column(
              column.name(),
              database.getLongProperty(family, "rocksdb.estimate-num-keys"),
              database.getLongProperty(family, "rocksdb.total-sst-files-size"),
              database.getLongProperty(family, "rocksdb.total-blob-file-size"));
        });
  }

  /** Waits for calls under way, stops a compaction, and frees everything native. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    reclaiming.setCanceled(true);
    lifecycle.writeLock().lock();
    try {
      closed = true;
      views.forEach(View::retire);
      families.values().forEach(ColumnFamilyHandle::close);
      database.close();
      latest.close();
      writing.close();
      reclaiming.close();
      options.close();
    } finally {
      lifecycle.writeLock().unlock();
    }
  }

  private <T> T reading(String operation, @Nullable View view, View.Read<T> read) {
    return guarded(operation, () -> view == null ? read.with(latest) : view.read(read));
  }

  private ColumnFamilyHandle family(ColumnId column) {
    ColumnFamilyHandle family = families.get(column);
    if (family == null) {
      throw new IllegalArgumentException("no column " + column.name() + " in this store");
    }
    return family;
  }

  private <T> T guarded(String operation, RocksFailure.NativeCall<T> call) {
    lifecycle.readLock().lock();
    try {
      if (closed) {
        throw new StoreException(operation + " failed: the store is closed or was reopened");
      }
      return call.run();
    } catch (RocksDBException e) {
      throw RocksFailure.of(operation, e);
    } finally {
      lifecycle.readLock().unlock();
    }
  }
}
