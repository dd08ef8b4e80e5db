package org.sessionvm.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.StoreException;

/** The column families of a database: one per column, and RocksDB's own default one, left empty. */
final class ColumnFamilies {
  private static final String DEFAULT =
      new String(RocksDB.DEFAULT_COLUMN_FAMILY, StandardCharsets.UTF_8);

  private ColumnFamilies() {}

  /**
   * Refuses what this version does not know: it would neither sweep nor check it.
   *
   * @param complete whether every column must be there already, because none can be made
   */
  static void requireKnown(Path database, List<ColumnId> columns, boolean complete)
      throws RocksDBException {
    Set<String> found = new TreeSet<>();
    try (Options options = new Options()) {
      RocksDB.listColumnFamilies(options, database.toString())
          .forEach(name -> found.add(new String(name, StandardCharsets.UTF_8)));
    }
    Set<String> known = columns.stream().map(ColumnId::name).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>(found);
    unknown.removeAll(known);
    unknown.remove(DEFAULT);
    if (!unknown.isEmpty()) {
      throw new StoreException(
          "the database %s has columns that this version does not know: %s; run the version that wrote them"
              .formatted(database, unknown));
    }
    Set<String> missing = new TreeSet<>(known);
    missing.removeAll(found);
    if (complete && !missing.isEmpty()) {
      throw new StoreException(
          "the database %s lacks the columns %s; run a node on it once"
              .formatted(database, missing));
    }
  }

  /** The default family first, then one for each column, in order. */
  static List<ColumnFamilyDescriptor> descriptors(List<ColumnId> columns, NativeOptions options) {
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    descriptors.add(
        new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, options.defaultFamily()));
    for (ColumnId column : columns) {
      descriptors.add(
          new ColumnFamilyDescriptor(
              column.name().getBytes(StandardCharsets.UTF_8), options.family(column.kind())));
    }
    return descriptors;
  }
}
