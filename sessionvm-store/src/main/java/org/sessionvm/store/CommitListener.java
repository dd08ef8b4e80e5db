package org.sessionvm.store;

import java.time.Duration;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.StoreException;

/**
 * Learns how the store is doing, for health and metrics. Called on the thread that did the work: an
 * implementation returns at once and throws nothing.
 */
public interface CommitListener {
  /** Hears nothing. */
  CommitListener NONE = (operations, bytes, duration) -> {};

  /**
   * A batch is on disk.
   *
   * @param operations changes in the batch
   * @param bytes keys and values in the batch
   * @param duration of the write with its sync
   */
  void committed(int operations, long bytes, Duration duration);

  /** A batch failed, or was refused before anything of it was written, after this long. */
  default void commitFailed(Duration duration, StoreException failure) {}

  /** After a failure the store takes batches again. */
  default void reopened() {}

  /** The space of the ranges deleted from a column has been given back. */
  default void reclaimed(ColumnId column, Duration duration) {}

  /** Space could not be given back; it is tried again later. */
  default void reclaimFailed(ColumnId column, StoreException failure) {}
}
