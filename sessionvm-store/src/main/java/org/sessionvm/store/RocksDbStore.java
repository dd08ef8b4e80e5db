package org.sessionvm.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.Snapshot;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.spi.WriteBatch.Operation;
import org.sessionvm.store.file.DurableFiles;

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
  private final Damage damage = new Damage();
  private volatile Database database;
  private volatile boolean refused;
  private boolean closed;

  private RocksDbStore(
      DataDirectory directory,
      List<ColumnId> columns,
      StoreOptions options,
      CommitListener listener,
      Database.Mode mode,
      boolean readOnly) {
    this.directory = directory;
    this.columns = columns;
    this.options = options;
    this.listener = listener;
    this.readOnly = readOnly;
    database = Database.open(directory.database(), columns, options, mode, damage);
    reclaimer =
        readOnly ? null : Reclaimer.start(() -> database, options.reclaimInterval(), listener);
  }

  /** Opens the store of a node without a listener. */
  public static RocksDbStore open(
      Path dataDirectory, List<ColumnId> columns, StoreOptions options) {
    return open(dataDirectory, columns, options, CommitListener.NONE);
  }

  /**
   * Opens the store of a node, and makes it where there is none. One whose disk has less room than
   * {@link StoreOptions#freeBytesMin} is only read until the first commit that finds room.
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
          boolean create = directory.prepare();
          if (!create) {
            directory.requireAsClosed();
          }
          Database.Mode mode = create ? Database.Mode.CREATE : mode(directory, options);
          if (mode != Database.Mode.READ) {
            prepareWriting(directory);
          }
          var store = new RocksDbStore(directory, inOrder(columns), options, listener, mode, false);
          if (create) {
            directory.markCreated();
          }
          return store;
        });
  }

  /** RocksDB needs room to open a database for writing, and leaves files changed where it fails. */
  private static Database.Mode mode(DataDirectory directory, StoreOptions options) {
    boolean room = StoreSpace.freeBytes(directory.root()) >= options.freeBytesMin();
    return room ? Database.Mode.WRITE : Database.Mode.READ;
  }

  /** The record of an orderly end goes once it is known that the disk takes anything at all. */
  private static void prepareWriting(DataDirectory directory) {
    Probe.write(directory.root());
    directory.forgetClosing();
  }

  /** Whether a node has a data directory to itself now, so that nobody else can open its store. */
  public static boolean isInUse(Path dataDirectory) {
    return DataDirectory.isInUse(dataDirectory);
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
          requireFinished(directory);
          directory.requireAsClosed();
          NativeLibrary.loadForReading(directory.resolve(options.nativeLibraryDirectory()));
          return new RocksDbStore(
              directory, inOrder(columns), options, CommitListener.NONE, Database.Mode.READ, true);
        });
  }

  private static void requireFinished(DataDirectory directory) {
    switch (directory.schema().read()) {
      case READY -> {
        // As it should be.
      }
      case RESTORING -> throw directory.schema().restoreCutShort();
      case ABSENT, CREATING ->
          throw new StoreException(
              "the store in " + directory.root() + " was never finished; run a node on it once");
    }
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
      requireWritable();
      if (database.isForReading()) {
        openForWriting();
      }
      bytes = database.commit(batch);
    } catch (StoreException e) {
      listener.commitFailed(Duration.ofNanos(System.nanoTime() - start), e);
      throw e;
    }
    listener.committed(
        batch.operations().size(), bytes, Duration.ofNanos(System.nanoTime() - start));
  }

  /**
   * Refuses a commit before anything of it is written. A table file that finds no room in the
   * middle of a compaction is harder to recover from than a commit that was never begun.
   */
  private void requireWritable() {
    Optional<String> reason = refusal();
    if (reason.isPresent()) {
      refused = true;
      throw new StoreException(reason.get());
    }
  }

  @Override
  public Optional<String> refusal() {
    return damage.text().or(this::spaceRefusal);
  }

  private Optional<String> spaceRefusal() {
    long free = freeBytes();
    return free >= options.freeBytesMin()
        ? Optional.empty()
        : Optional.of(
            "no space: %d bytes are free on the disk of the store and %d are kept in reserve"
                .formatted(free, options.freeBytesMin()));
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
      requireWritable();
      if (refused && !database.isInDoubt()) {
        // Nothing was begun, so there is nothing to settle.
        Probe.write(directory.root());
      } else {
        openForWriting();
      }
      refused = false;
      listener.reopened();
    } finally {
      writing.unlock();
    }
  }

  /** Whoever reads goes on until it is known that the disk takes writes. */
  private void openForWriting() {
    prepareWriting(directory);
    database.close();
    database = Database.open(directory.database(), columns, options, Database.Mode.WRITE, damage);
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
        columns.stream().map(current::statistics).toList(),
        StoreSpace.usedBytes(directory.database()));
  }

  /** The columns this store was opened with, in the order of their numbers. */
  public List<ColumnId> columns() {
    return columns;
  }

  /** The files that hold rows, oldest first; some may be gone by the time they are looked at. */
  List<Path> rowFiles() {
    return database.rowFiles();
  }

  /** Where the files of this store are. */
  public Path dataDirectory() {
    return directory.root();
  }

  /** Bytes that may still be written to the disk of this store; 0 when that cannot be found out. */
  public long freeBytes() {
    return StoreSpace.freeBytes(directory.root());
  }

  /** The length of all files of the database together. */
  public long usedBytes() {
    return StoreSpace.usedBytes(directory.database());
  }

  /**
   * A copy of this moment, for a backup; commits go on meanwhile. Only one at a time. To be closed
   * by the caller.
   */
  public StoreImage image() {
    Path root = directory.image();
    try {
      DurableFiles.deleteTree(root);
      DurableFiles.createPrivately(root);
      database.checkpoint(root.resolve("rocksdb"));
      new SchemaFile(root).write(SchemaFile.State.READY);
      return new StoreImage(root);
    } catch (IOException e) {
      throw new StoreException("cannot make %s: %s".formatted(root, DurableFiles.reason(e)), e);
    }
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
      // One that was only read still has the record of the end before, if that was in order.
      boolean inOrder =
          !database.isForReading() && !database.isInDoubt() && damage.text().isEmpty();
      database.close();
      if (inOrder) {
        CloseRecord.write(directory.root(), directory.database());
      }
      directory.close();
    } finally {
      writing.unlock();
    }
  }
}
