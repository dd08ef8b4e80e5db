package org.sessionvm.testkit.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.Snapshot;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.spi.WriteBatch.Operation;

/**
 * A store in memory that behaves as the one on disk does, and forgets everything when it is closed.
 *
 * <p>A snapshot shares the maps with the store; the next commit copies those it changes.
 */
public final class InMemoryStore implements KeyValueStore {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<ColumnId, Column> columns = new HashMap<>();
  private long generation;
  private boolean closed;

  /** An empty store of these columns. */
  public InMemoryStore(List<ColumnId> columns) {
    columns.forEach(column -> this.columns.put(column, new Column()));
  }

  /** An empty store of these columns. */
  public InMemoryStore(ColumnId... columns) {
    this(List.of(columns));
  }

  @Override
  public Optional<Bytes> get(ColumnId column, Bytes key) {
    return read(() -> Optional.ofNullable(column(column).entries.get(key)));
  }

  @Override
  public List<Optional<Bytes>> getAll(ColumnId column, List<Bytes> keys) {
    return read(
        () -> {
          NavigableMap<Bytes, Bytes> entries = column(column).entries;
          return keys.stream().map(key -> Optional.ofNullable(entries.get(key))).toList();
        });
  }

  @Override
  public List<KeyValue> scan(ColumnId column, Bytes from, Bytes to, int limit) {
    return read(() -> scan(column(column).entries, from, to, limit));
  }

  @Override
  public Snapshot snapshot() {
    return write(
        () -> {
          Map<ColumnId, NavigableMap<Bytes, Bytes>> entries = new HashMap<>();
          columns.forEach(
              (id, column) -> {
                column.shared = true;
                entries.put(id, column.entries);
              });
          return new FrozenView(entries, generation);
        });
  }

  @Override
  public void commit(WriteBatch batch) {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("commit was called on a virtual thread");
    }
    write(
        () -> {
          // All columns are looked up first: an unknown one must leave no half of the batch behind.
          batch.operations().forEach(operation -> column(operation.column()));
          batch.operations().forEach(this::apply);
          return batch;
        });
  }

  @Override
  public void reopen() {
    write(() -> ++generation);
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      columns.values().forEach(column -> column.entries = new TreeMap<>());
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void apply(Operation operation) {
    NavigableMap<Bytes, Bytes> entries = column(operation.column()).writable();
    switch (operation) {
      case Operation.Put(var _, Bytes key, Bytes value) -> entries.put(key, value);
      case Operation.Delete(var _, Bytes key) -> entries.remove(key);
      case Operation.DeleteRange(var _, Bytes from, Bytes to) -> {
        if (from.compareTo(to) < 0) {
          entries.subMap(from, true, to, false).clear();
        }
      }
    }
  }

  private Column column(ColumnId id) {
    Column column = columns.get(id);
    if (column == null) {
      throw new IllegalArgumentException("no column " + id.name() + " in this store");
    }
    return column;
  }

  private <T> T read(Supplier<T> action) {
    lock.readLock().lock();
    try {
      requireOpen();
      return action.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private <T> T write(Supplier<T> action) {
    lock.writeLock().lock();
    try {
      requireOpen();
      return action.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreException("the store is closed");
    }
  }

  private static List<KeyValue> scan(
      NavigableMap<Bytes, Bytes> entries, Bytes from, Bytes to, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative: " + limit);
    }
    if (from.compareTo(to) >= 0) {
      return List.of();
    }
    return entries.subMap(from, true, to, false).entrySet().stream()
        .limit(limit)
        .map(entry -> new KeyValue(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static final class Column {
    private NavigableMap<Bytes, Bytes> entries = new TreeMap<>();
    private boolean shared;

    NavigableMap<Bytes, Bytes> writable() {
      if (shared) {
        entries = new TreeMap<>(entries);
        shared = false;
      }
      return entries;
    }
  }

  private final class FrozenView implements Snapshot {
    private final Map<ColumnId, NavigableMap<Bytes, Bytes>> frozen;
    private final long takenIn;
    private volatile boolean released;

    FrozenView(Map<ColumnId, NavigableMap<Bytes, Bytes>> frozen, long takenIn) {
      this.frozen = frozen;
      this.takenIn = takenIn;
    }

    @Override
    public Optional<Bytes> get(ColumnId column, Bytes key) {
      return read(() -> Optional.ofNullable(entries(column).get(key)));
    }

    @Override
    public List<KeyValue> scan(ColumnId column, Bytes from, Bytes to, int limit) {
      return read(() -> InMemoryStore.scan(entries(column), from, to, limit));
    }

    @Override
    public void close() {
      released = true;
    }

    private NavigableMap<Bytes, Bytes> entries(ColumnId id) {
      if (released || takenIn != generation) {
        throw new StoreException("the snapshot is closed, or the store was reopened after it");
      }
      NavigableMap<Bytes, Bytes> entries = frozen.get(id);
      if (entries == null) {
        throw new IllegalArgumentException("no column " + id.name() + " in this store");
      }
      return entries;
    }
  }
}
