package org.sessionvm.spi;

import java.util.Optional;

/**
 * Durable ordered columns. Reads come from any thread; {@link #commit} from one platform thread at
 * a time, because a synced write pins a virtual thread's carrier for its whole length.
 */
public interface KeyValueStore extends KeyValueReader, AutoCloseable {
  /** A consistent view of everything committed so far. */
  Snapshot snapshot();

  /**
   * Writes the batch atomically and returns once it is on disk.
   *
   * @throws StoreException when the outcome is not known: {@link #reopen} and read before going on
   */
  void commit(WriteBatch batch);

  /** Why a commit would be refused now before anything of it is written, if it would. */
  default Optional<String> refusal() {
    return Optional.empty();
  }

  /** Closes and opens the store again after a failed commit. Snapshots taken before are void. */
  void reopen();

  /** Releases the store; a second call does nothing. */
  @Override
  void close();
}
