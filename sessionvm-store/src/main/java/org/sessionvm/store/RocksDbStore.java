package org.sessionvm.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

  private final ReopenableDatabase database;
  private final @Nullable Reclaimer reclaimer;

  private RocksDbStore(ReopenableDatabase database, @Nullable Reclaimer reclaimer) {
    this.database = database;
    this.reclaimer = reclaimer;
  }

  static RocksDbStore reclaiming(
      ReopenableDatabase database, StoreOptions options, CommitListener listener) {
    return new RocksDbStore(
        database, Reclaimer.start(database::current, options.reclaimInterval(), listener));
  }

  static RocksDbStore reading(ReopenableDatabase database) {
    return new RocksDbStore(database, null);
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
    return StoreOpening.forNode(dataDirectory, columns, options, listener);
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
    return StoreOpening.forReading(dataDirectory, columns, options);
  }

  @Override
  public Optional<Bytes> get(ColumnId column, Bytes key) {
    return database.current().get(null, column, key);
  }

  @Override
  public List<Optional<Bytes>> getAll(ColumnId column, List<Bytes> keys) {
    return database.current().getAll(null, column, keys);
  }

  @Override
  public List<KeyValue> scan(ColumnId column, Bytes from, Bytes to, int limit) {
    return database.current().scan(null, column, from, to, limit);
  }

  @Override
  public Snapshot snapshot() {
    Database current = database.current();
    return new DatabaseSnapshot(current, current.view());
  }

  /**
   * Hands every entry of a column to {@code action}, in order, as of now. Reads past the cache and
   * keeps one page in memory.
   */
  public void forEach(ColumnId column, Consumer<KeyValue> action) {
    Database current = database.current();
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
    database.commit(batch);
    reclaimDeleted(batch);
  }

  @Override
  public Optional<String> refusal() {
    return database.refusal();
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
    database.reopen();
  }

  /** Writes what is in memory to table files, so that the next start has little log to replay. */
  public void flush() {
    Database current = database.current();
    columns().forEach(current::flush);
  }

  /** What the columns hold and how much of the disk they take. */
  public StoreStatistics statistics() {
    Database current = database.current();
    return new StoreStatistics(
        columns().stream().map(current::statistics).toList(),
        StoreSpace.usedBytes(database.directory().database()));
  }

  /** The columns this store was opened with, in the order of their numbers. */
  public List<ColumnId> columns() {
    return database.columns();
  }

  /** The files that hold rows, oldest first; some may be gone by the time they are looked at. */
  List<Path> rowFiles() {
    return database.current().rowFiles();
  }

  /** Where the files of this store are. */
  public Path dataDirectory() {
    return database.directory().root();
  }

  /** Bytes that may still be written to the disk of this store; 0 when that cannot be found out. */
  public long freeBytes() {
    return StoreSpace.freeBytes(dataDirectory());
  }

  /** The length of all files of the database together. */
  public long usedBytes() {
    return StoreSpace.usedBytes(database.directory().database());
  }

  /**
   * A copy of this moment, for a backup; commits go on meanwhile. Only one at a time. To be closed
   * by the caller.
   */
  public StoreImage image() {
    Path root = database.directory().image();
    try {
      DurableFiles.deleteTree(root);
      DurableFiles.createPrivately(root);
      database.current().checkpoint(root.resolve("rocksdb"));
      new SchemaFile(root).write(SchemaFile.State.READY);
      return new StoreImage(root);
    } catch (IOException e) {
      throw new StoreException("cannot make %s: %s".formatted(root, DurableFiles.reason(e)), e);
    }
  }

  @Override
  public void close() {
    if (reclaimer != null) {
      reclaimer.close();
    }
    database.close();
  }
}
