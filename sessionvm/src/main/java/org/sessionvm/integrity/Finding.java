package org.sessionvm.integrity;

import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;

/**
 * A row that does not fit.
 *
 * @param kind in what way
 * @param column where it is
 * @param key which row
 * @param detail one line for an operator; never content
 */
public record Finding(Kind kind, ColumnId column, Bytes key, String detail) {
  /** What is wrong with a row. */
  public enum Kind {
    /** Key or value is not in the form of its column. */
    UNREADABLE,
    /** Something that the row needs is not there. */
    MISSING,
    /** What the row refers to does not know it. */
    DANGLING,
    /** The row contradicts another. */
    CONTRADICTION,
    /** A sum differs from what it sums up. */
    MISCOUNTED
  }

  @Override
  public String toString() {
    return kind + " " + column.name() + " " + key.toHex() + ": " + detail;
  }
}
