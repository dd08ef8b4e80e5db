package org.sessionvm.store;

import java.util.List;

/**
 * What a store holds.
 *
 * @param columns in the order of their numbers
 * @param diskBytes the length of all files of the database together
 */
public record StoreStatistics(List<Column> columns, long diskBytes) {
  public StoreStatistics {
    columns = List.copyOf(columns);
  }

  /**
   * One column.
   *
   * @param name of the column
   * @param estimatedKeys about how many keys it has; deleted ones may count until they are
   *     compacted
   * @param tableBytes length of its table files
   * @param blobBytes length of its files of large values
   */
  public record Column(String name, long estimatedKeys, long tableBytes, long blobBytes) {}
}
