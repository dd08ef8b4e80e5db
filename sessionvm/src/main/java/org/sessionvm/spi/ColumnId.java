package org.sessionvm.spi;

/**
 * One ordered map of byte strings inside the store.
 *
 * @param number stable for ever and never reused; part of the hash of every state diff
 * @param name the name of the column family on disk
 * @param kind how the values are kept
 */
public record ColumnId(int number, String name, Kind kind) {
  /** How a column's values are kept on disk. */
  public enum Kind {
    /** Small values beside their keys. */
    INLINE,
    /** Large values in files of their own, which are dropped whole when their keys are deleted. */
    BLOB
  }
}
