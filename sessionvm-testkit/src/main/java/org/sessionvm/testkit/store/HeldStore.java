package org.sessionvm.testkit.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.Snapshot;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;

/** A store whose disk takes its time: once held, a commit is not written before it is released. */
public final class HeldStore implements KeyValueStore {
  private final KeyValueStore inner;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean held;

  /** Wraps {@code inner}, which works at once until it is held. */
  public HeldStore(KeyValueStore inner) {
    this.inner = inner;
  }

  /** From now on commits wait for {@link #release}. */
  public void hold() {
    held = true;
  }

  /** Lets the commit that waits, and all after it, be written. */
  public void release() {
    released.countDown();
  }

  /** Waits until a commit waits; fails after {@code seconds}. */
  public void awaitCommit(long seconds) throws InterruptedException {
    if (!begun.await(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("no commit came");
    }
  }

  @Override
  public void commit(WriteBatch batch) {
    if (held) {
      begun.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException("interrupted", e);
      }
    }
    inner.commit(batch);
  }

  @Override
  public void reopen() {
    inner.reopen();
  }

  @Override
  public Snapshot snapshot() {
    return inner.snapshot();
  }

  @Override
  public Optional<Bytes> get(ColumnId column, Bytes key) {
    return inner.get(column, key);
  }

  @Override
  public List<Optional<Bytes>> getAll(ColumnId column, List<Bytes> keys) {
    return inner.getAll(column, keys);
  }

  @Override
  public List<KeyValue> scan(ColumnId column, Bytes from, Bytes to, int limit) {
    return inner.scan(column, from, to, limit);
  }

  @Override
  public void close() {
    inner.close();
  }
}
