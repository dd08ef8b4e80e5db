package org.sessionvm.testkit.store;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.spi.Snapshot;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;

/**
 * A store that fails when a test says so. After a failed commit it refuses further ones until it is
 * reopened, as a real store does that no longer knows what is on its disk.
 */
public final class FaultyStore implements KeyValueStore {
  /** Where a commit fails. The caller sees the same exception for each. */
  public enum CommitFault {
    /** Nothing of the batch is kept. */
    BEFORE_WRITING,
    /** The whole batch is kept, and the caller does not learn it. */
    AFTER_WRITING
  }

  private final KeyValueStore inner;
  private CommitFault fault = CommitFault.BEFORE_WRITING;
  private int commitsUntilFault = -1;
  private boolean commitFailed;
  private boolean reopenFails;
  private volatile boolean readsFail;
  private volatile Optional<String> refusal = Optional.empty();

  /** Wraps {@code inner}, which works until a fault is asked for. */
  public FaultyStore(KeyValueStore inner) {
    this.inner = inner;
  }

  /** Lets {@code commits} commits through and fails the one after them, once. */
  public synchronized void failCommitAfter(int commits, CommitFault where) {
    commitsUntilFault = commits;
    fault = where;
  }

  /** Fails the next commit, once. */
  public void failNextCommit(CommitFault where) {
    failCommitAfter(0, where);
  }

  /** Refuses every commit before anything of it is written, from now on, for this reason. */
  public void refuseCommits(String reason) {
    refusal = Optional.of(reason);
  }

  /** Takes commits again. */
  public void takeCommits() {
    refusal = Optional.empty();
  }

  @Override
  public Optional<String> refusal() {
    return refusal;
  }

  private void requireTaken() {
    refusal.ifPresent(
        reason -> {
          throw new StoreException(reason);
        });
  }

  /** Lets every read fail from now on, of the store and of its snapshots, or work again. */
  public void failReads(boolean fail) {
    readsFail = fail;
  }

  /** Lets {@link #reopen} fail from now on, or work again. */
  public synchronized void failReopen(boolean fail) {
    reopenFails = fail;
  }

  @Override
  public synchronized void commit(WriteBatch batch) {
    requireTaken();
    if (commitFailed) {
      throw new StoreException("an earlier commit failed: the store must be reopened first");
    }
    if (commitsUntilFault < 0 || commitsUntilFault-- > 0) {
      inner.commit(batch);
      return;
    }
    commitFailed = true;
    if (fault == CommitFault.AFTER_WRITING) {
      inner.commit(batch);
    }
    throw new StoreException("commit failed: its outcome is not known");
  }

  @Override
  public synchronized void reopen() {
    requireTaken();
    if (reopenFails) {
      throw new StoreException("the store cannot be reopened");
    }
    inner.reopen();
    commitFailed = false;
  }

  @Override
  public Snapshot snapshot() {
    requireReadable();
    return new FaultySnapshot(inner.snapshot());
  }

  @Override
  public Optional<Bytes> get(ColumnId column, Bytes key) {
    requireReadable();
    return inner.get(column, key);
  }

  @Override
  public List<Optional<Bytes>> getAll(ColumnId column, List<Bytes> keys) {
    requireReadable();
    return inner.getAll(column, keys);
  }

  @Override
  public List<KeyValue> scan(ColumnId column, Bytes from, Bytes to, int limit) {
    requireReadable();
    return inner.scan(column, from, to, limit);
  }

  @Override
  public void close() {
    inner.close();
  }

  private void requireReadable() {
    if (readsFail) {
      throw new StoreException("read failed");
    }
  }

  private final class FaultySnapshot implements Snapshot {
    private final Snapshot view;

    FaultySnapshot(Snapshot view) {
      this.view = view;
    }

    @Override
    public Optional<Bytes> get(ColumnId column, Bytes key) {
      requireReadable();
      return view.get(column, key);
    }

    @Override
    public List<Optional<Bytes>> getAll(ColumnId column, List<Bytes> keys) {
      requireReadable();
      return view.getAll(column, keys);
    }

    @Override
    public List<KeyValue> scan(ColumnId column, Bytes from, Bytes to, int limit) {
      requireReadable();
      return view.scan(column, from, to, limit);
    }

    @Override
    public void close() {
      view.close();
    }
  }
}
