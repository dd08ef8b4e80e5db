package org.sessionvm.store;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.sessionvm.spi.StoreException;

/**
 * A native snapshot, with a lock of its own so that one thread can release it while others read
 * through it. Every call is made under the lock of the {@link Database} too, which comes first.
 */
final class View {
  /** Reads with the options of a view. */
  @FunctionalInterface
  interface Read<T> {
    T with(ReadOptions options) throws RocksDBException;
  }

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final RocksDB database;
  private final Snapshot snapshot;
  private final ReadOptions options;
  private boolean retired;

  View(RocksDB database, Snapshot snapshot) {
    this.database = database;
    this.snapshot = snapshot;
    options = new ReadOptions().setVerifyChecksums(true).setSnapshot(snapshot);
  }

  <T> T read(Read<T> read) throws RocksDBException {
    lock.readLock().lock();
    try {
      if (retired) {
        throw new StoreException("the snapshot is closed");
      }
      return read.with(options);
    } finally {
      lock.readLock().unlock();
    }
  }

  void retire() {
    lock.writeLock().lock();
    try {
      if (!retired) {
        retired = true;
        options.close();
        database.releaseSnapshot(snapshot);
        snapshot.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
