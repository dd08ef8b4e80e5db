package org.sessionvm.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;

/**
 * The database of a store from one opening to the next: commits it one batch at a time, refuses
 * what it could not make durable, and opens it again after a commit that failed.
 */
final class ReopenableDatabase implements AutoCloseable {
  private final DataDirectory directory;
  private final List<ColumnId> columns;
  private final StoreOptions options;
  private final CommitListener listener;
  private final boolean readOnly;
  private final ReentrantLock writing = new ReentrantLock();
  private final Damage damage = new Damage();
  private volatile Database database;
  private volatile boolean refused;
  private boolean closed;

  /** Opens the database. */
  ReopenableDatabase(
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
  }

  DataDirectory directory() {
    return directory;
  }

  /** In the order of their numbers. */
  List<ColumnId> columns() {
    return columns;
  }

  /** As it is open now. */
  Database current() {
    return database;
  }

  void commit(WriteBatch batch) {
    if (readOnly) {
      throw new StoreException("committing failed: the store was opened to be read only");
    }
    writing.lock();
    try {
      commitAndReport(batch);
    } finally {
      writing.unlock();
    }
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

  Optional<String> refusal() {
    return damage.text().or(this::spaceRefusal);
  }

  private Optional<String> spaceRefusal() {
    long free = StoreSpace.freeBytes(directory.root());
    return free >= options.freeBytesMin()
        ? Optional.empty()
        : Optional.of(
            "no space: %d bytes are free on the disk of the store and %d are kept in reserve"
                .formatted(free, options.freeBytesMin()));
  }

  void reopen() {
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
    StoreOpening.prepareWriting(directory);
    database.close();
    database = Database.open(directory.database(), columns, options, Database.Mode.WRITE, damage);
  }

  /** Leaves the directory to others; a second call does nothing. */
  @Override
  public void close() {
    writing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
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
