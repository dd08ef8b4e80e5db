package org.sessionvm.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.Snapshot;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.spi.WriteBatch.Operation;

/**
 * The store on RocksDB. Owns its data directory until it is closed.
 *
 * <p>A commit is one batch, synced before it returns. Reads come from any thread and may run beside
 * a commit, a {@link #reopen} or a {@link #close}. A failed commit leaves the store readable and
 * refuses further commits until it is reopened.
 */
public final class RocksDbStore implements KeyValueStore {
  private static final int PAGE_ENTRIES = 1024;
  private static final long PAGE_BYTES = 4L << 20;

  private final DataDirectory directory;
  private final List<ColumnId> columns;
  private final StoreOptions options;
  private final CommitListener listener;
  private final boolean readOnly;
  private final ReentrantLock writing = new ReentrantLock();
  private final @Nullable Reclaimer reclaimer;
  private volatile Database database;
  private boolean closed;

  private RocksDbStore(
      DataDirectory directory,
      List<ColumnId> columns,
      StoreOptions options,
      CommitListener listener,
      Database.Mode mode) {
    this.directory = directory;
    this.columns = columns;
    this.options = options;
    this.listener = listener;
    readOnly = mode == Database.Mode.READ;
    database = Database.open(directory.database(), columns, options, mode);
    reclaimer =
        readOnly ? null : Reclaimer.start(() -> database, options.reclaimInterval(), listener);
  }

  /** Opens the store of a node without a listener. */
  public static RocksDbStore open(
      Path dataDirectory, List<ColumnId> columns, StoreOptions options) {
    return open(dataDirectory, columns, options, CommitListener.NONE);
  }

  /**
   * Opens the store of a node, and makes it where there is none.
   *
   * @param dataDirectory made with mode 0700 if it is not there
   * @param columns all columns; those the database lacks are made
   * @throws StoreException when another node uses the directory, a newer version wrote it, it has a
   *     column that is not among {@code columns}, or it is damaged
   */
  public static RocksDbStore open(
      Path dataDirectory, List<ColumnId> columns, StoreOptions options, CommitListener listener) {
    DataDirectory directory = DataDirectory.forNode(dataDirectory);
    return opened(
        directory,
        () -> {
          NativeLibrary.load(directory.resolve(options.nativeLibraryDirectory()));
          boolean create = directory.isNew();
          Database.Mode mode = create ? Database.Mode.CREATE : Database.Mode.WRITE;
          var store = new RocksDbStore(directory, inOrder(columns), options, listener, mode);
          if (create) {
            directory.markCreated();
          }
          return store;
        });
  }

  /**
   * Opens a store that no node uses, to read it. Any number of readers may do so at a time; a
   * commit or a reopening is refused.
   *
   * @throws StoreException when there is no store, a node uses it, or it is damaged
   */
  public static RocksDbStore openReadOnly(
      Path dataDirectory, List<ColumnId> columns, StoreOptions options) {
    DataDirectory directory = DataDirectory.forReading(dataDirectory);
    return opened(
        directory,
        () -> {
          NativeLibrary.load(directory.resolve(options.nativeLibraryDirectory()));
          if (directory.isNew()) {
            throw new StoreException("the store in " + dataDirectory + " was never finished");
          }
          return new RocksDbStore(
              directory, inOrder(columns), options, CommitListener.NONE, Database.Mode.READ);
        });
  }

  private static RocksDbStore opened(DataDirectory directory, Supplier<RocksDbStore> opening) {
    boolean opened = false;
    try {
      RocksDbStore store = opening.get();
      opened = true;
      return store;
    } finally {
      if (!opened) {
        directory.close();
      }
    }
  }

  private static List<ColumnId> inOrder(List<ColumnId> columns) {
    return columns.stream().sorted(Comparator.comparingInt(ColumnId::number)).toList();
  }

  @Override
  public Optional<Bytes> get(ColumnId column, Bytes key) {
    return database.get(null, column, key);
  }

  @Override
  public List<Optional<Bytes>> getAll(ColumnId column, List<Bytes> keys) {
    return database.getAll(null, column, keys);
  }

  @Override
  public List<KeyValue> scan(ColumnId column, Bytes from, Bytes to, int limit) {
    return database.scan(null, column, from, to, limit);
  }

  @Override
  public Snapshot snapshot() {
    Database current = database;
    return new DatabaseSnapshot(current, current.view());
  }

  /**
   * Hands every entry of a column to {@code action}, in order, as of now. Reads past the cache and
   * keeps one page in memory.
   */
  public void forEach(ColumnId column, Consumer<KeyValue> action) {
    Database current = database;
    View view = current.view();
    try {
      Bytes from = Bytes.EMPTY;
      List<KeyValue> page = current.page(view, column, from, PAGE_ENTRIES, PAGE_BYTES);
      while (!page.isEmpty()) {
        page.forEach(action);
        from = page.getLast().key().concat(Bytes.wrap(new byte[1]));
        page = current.page(view, column, from, PAGE_ENTRIES, PAGE_BYTES);
      }
    } finally {
      current.release(view);
    }
  }

  @Override
  public void commit(WriteBatch batch) {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException(
          "commit was called on a virtual thread, which a synced write would pin to its carrier");
    }
    if (readOnly) {
      throw new StoreException("committing failed: the store was opened to be read only");
    }
    writing.lock();
    try {
      commitAndReport(batch);
    } finally {
      writing.unlock();
    }
    reclaimDeleted(batch);
  }

  private void commitAndReport(WriteBatch batch) {
    long start = System.nanoTime();
    long bytes;
    try {
      bytes = database.commit(batch);
    } catch (StoreException e) {
      listener.commitFailed(Duration.ofNanos(System.nanoTime() - start));
      throw e;
    }
    listener.committed(
        batch.operations().size(), bytes, Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * Ranges of small values are left to RocksDB's own compactions: they are short, many, and spread
   * over the whole column, so that rewriting for each would cost more than it gives back.
   */
  private void reclaimDeleted(WriteBatch batch) {
    for (Operation operation : batch.operations()) {
      if (reclaimer != null
          && operation instanceof Operation.DeleteRange(ColumnId column, Bytes from, Bytes to)
          && column.kind() == ColumnId.Kind.BLOB
          && from.compareTo(to) < 0) {
        reclaimer.deleted(column, from, to);
      }
    }
  }

  @Override
  public void reopen() {
    writing.lock();
    try {
      if (closed || readOnly) {
        throw new StoreException("reopening failed: the store is closed or read only");
      }
      database.close();
      database = Database.open(directory.database(), columns, options, Database.Mode.WRITE);
    } finally {
      writing.unlock();
    }
  }

  /** Writes what is in memory to table files, so that the next start has little log to replay. */
  public void flush() {
    Database current = database;
    columns.forEach(current::flush);
  }

  /** What the columns hold and how much of the disk they take. */
  public StoreStatistics statistics() {
    Database current = database;
    return new StoreStatistics(
        columns.stream().map(current::statistics).toList(), diskBytes(directory.database()));
  }

  /** The columns this store was opened with, in the order of their numbers. */
  public List<ColumnId> columns() {
    return columns;
  }

  /**
   * Reads every block of every table file and compares it with its checksum. Large values lie
   * outside of these; {@link StoreCheck} reads them too.
   *
   * @throws StoreException that names the first damaged file
   */
  public void verifyChecksums() {
    database.verifyChecksums();
  }

  @Override
  public void close() {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (reclaimer != null) {
        reclaimer.close();
      }
      database.close();
      directory.close();
    } finally {
      writing.unlock();
    }
  }

  private static long diskBytes(Path database) {
    try (Stream<Path> files = Files.list(database)) {
      return files.mapToLong(RocksDbStore::length).sum();
    } catch (IOException e) {
      throw new StoreException("cannot measure " + database + ": " + e, e);
    }
  }

  /** Files come and go while the database runs. */
  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new StoreException("cannot measure " + file + ": " + e, e);
    }
  }

  private record DatabaseSnapshot(Database origin, View view) implements Snapshot {
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
}
