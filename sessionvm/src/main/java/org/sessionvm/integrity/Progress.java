package org.sessionvm.integrity;

import org.sessionvm.spi.ColumnId;

/** Hears how far a check is, and may stop it. */
@FunctionalInterface
public interface Progress {
  /** Goes on to the end and tells nobody. */
  Progress SILENT = (_, _) -> true;

  /**
   * So many rows of a column were looked at.
   *
   * @return whether to go on
   */
  boolean checked(ColumnId column, long rows);
}
