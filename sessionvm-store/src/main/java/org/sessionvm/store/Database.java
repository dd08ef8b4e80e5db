package org.sessionvm.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;

/**
 * One opening of a RocksDB database, with everything native that belongs to it.
 *
 * <p>Every native call holds the read lock and closing holds the write lock: a call after or beside
 * closing meets an exception, where RocksDB alone would read freed memory and end the process.
 */
final class Database implements AutoCloseable {
  private final ReentrantReadWriteLock lifecycle = new ReentrantReadWriteLock();
  private final Path path;
  private final Mode mode;
  private final NativeOptions options;
  private final RocksDB database;
  private final FamilyHandles families;
  private final RowReader rows;
  private final Damage damage;
  private final DamageSearch damagedFiles;
  private final ReadOptions latest = new ReadOptions().setVerifyChecksums(true);
  private final WriteOptions writing;
  private final CompactRangeOptions reclaiming = new CompactRangeOptions();
  private final Set<View> views = ConcurrentHashMap.newKeySet();
  private volatile boolean commitFailed;
  private volatile boolean closed;

  private Database(
      Path path,
      Mode mode,
      NativeOptions options,
      RocksDB database,
      FamilyHandles families,
      Damage damage,
      boolean sync) {
    this.path = path;
    this.mode = mode;
    this.options = options;
    this.database = database;
    this.families = families;
    this.damage = damage;
    damagedFiles = new DamageSearch(damage);
    rows = new RowReader(database, families);
    writing = new WriteOptions().setSync(sync);
  }

  /** How a database is opened. */
  enum Mode {
    CREATE,
    WRITE,
    READ
  }

  static Database open(
      Path path, List<ColumnId> columns, StoreOptions settings, Mode mode, Damage damage) {
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
      var families = FamilyHandles.of(columns, handles);
      return new Database(
              path, mode, options, database, families, damage, !settings.acknowledgeBeforeSync())
          .withAllFilesPresent();
    } catch (RocksDBException e) {
      throw RocksFailure.ofOpening(path, e);
    } finally {
      if (!opened) {
        options.close();
      }
    }
  }

  /**
   * RocksDB looks at some of its files only when it opens, and at the others when they are read.
   */
  private Database withAllFilesPresent() {
    try {
      guarded(
          "looking for the files of the database",
          () -> {
            LiveFiles.verify(database, path, isForReading());
            return database;
          });
      return this;
    } catch (StoreException e) {
      close();
      throw e;
    }
  }

  Optional<Bytes> get(@Nullable View view, ColumnId column, Bytes key) {
    return reading("reading", view, options -> rows.get(options, column, key));
  }

  List<Optional<Bytes>> getAll(@Nullable View view, ColumnId column, List<Bytes> keys) {
    return reading("reading", view, options -> rows.getAll(options, column, keys));
  }

  List<KeyValue> scan(@Nullable View view, ColumnId column, Bytes from, Bytes to, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative: " + limit);
    }
    return reading("scanning", view, options -> rows.scan(options, column, from, to, limit));
  }

  /** The entries from {@code from}, up to the first that passes {@code bytes}, beside the cache. */
  List<KeyValue> page(View view, ColumnId column, Bytes from, int limit, long bytes) {
    return reading("scanning", view, options -> rows.page(options, column, from, limit, bytes));
  }

  /** Writes the batch and returns the bytes of its keys and values. */
  long commit(WriteBatch batch) {
    batch.operations().forEach(operation -> families.of(operation.column()));
    return guarded(
        "committing",
        () -> {
          if (commitFailed) {
            throw new StoreException("an earlier commit failed: the store must be reopened first");
          }
          try (var changes = NativeBatch.of(batch, families)) {
            long bytes = changes.getDataSize();
            commitFailed = true;
            database.write(writing, changes);
            commitFailed = false;
            return bytes;
          }
        });
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
            database.flush(flush, families.of(column));
          }
          database.compactRange(
              families.of(column), from.unsafeArray(), to.unsafeArray(), reclaiming);
          return column;
        });
  }

  /** Writes what is in memory to table files. */
  void flush(ColumnId column) {
    guarded(
        "flushing",
        () -> {
          try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            database.flush(flush, families.of(column));
          }
          return column;
        });
  }

  /** The files that hold rows, oldest first. They may be gone by the time they are looked at. */
  List<Path> rowFiles() {
    return guarded("listing files", () -> LiveFiles.rowFiles(database, path));
  }

  /**
   * Makes a second database of this moment in a directory that is not there yet, mostly of links to
   * the same files, so that it is quick and takes no space at first.
   */
  void checkpoint(Path directory) {
    guarded(
        "making a checkpoint",
        () -> {
          try (Checkpoint checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(directory.toString());
          }
          return directory;
        });
  }

  /** Whether nothing can be written, and nothing on disk was changed by opening it. */
  boolean isForReading() {
    return mode == Mode.READ;
  }

  /** Whether a commit was begun whose outcome is not known, or nothing is open any more. */
  boolean isInDoubt() {
    return commitFailed || closed;
  }

  StoreStatistics.Column statistics(ColumnId column) {
    return guarded(
        "reading statistics",
        () -> {
          ColumnFamilyHandle family = families.of(column);
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
      families.close();
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

  private <T> T guarded(String operation, RocksFailure.NativeCall<T> call) {
    lifecycle.readLock().lock();
    try {
      if (closed) {
        throw new StoreException(operation + " failed: the store is closed or was reopened");
      }
      return call.run();
    } catch (RocksDBException e) {
      StoreException failure = RocksFailure.of(operation, e);
      if (RocksFailure.isDamage(e)) {
        String text = String.valueOf(failure.getMessage());
        damage.note(text);
        damagedFiles.look(text, this::rowFiles);
      }
      throw failure;
    } finally {
      lifecycle.readLock().unlock();
    }
  }
}
