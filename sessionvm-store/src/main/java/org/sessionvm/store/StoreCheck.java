package org.sessionvm.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.StoreException;

/**
 * Reads everything a store holds and compares it with its checksums. What the entries mean is not
 * checked here.
 */
public final class StoreCheck {
  private StoreCheck() {}

  /** Hears of every entry that could be read. */
  @FunctionalInterface
  public interface EntryVisitor {
    /** An entry of a column; entries come column by column, in order. */
    void visit(ColumnId column, KeyValue entry);
  }

  /**
   * What a check found.
   *
   * @param entries how many could be read, by column, in the order of the columns' numbers
   * @param problems damaged places, each naming its column or file; empty when all is well
   */
  public record Report(Map<String, Long> entries, List<String> problems) {
    public Report {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
      problems = List.copyOf(problems);
    }

    /** Whether nothing is damaged. */
    public boolean isClean() {
      return problems.isEmpty();
    }
  }

  /** Checks a store that may be in use; what is committed meanwhile may or may not be checked. */
  public static Report run(RocksDbStore store, EntryVisitor visitor) {
    List<String> problems = new ArrayList<>();
    try {
      store.verifyChecksums();
    } catch (StoreException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    Map<String, Long> entries = new LinkedHashMap<>();
    for (ColumnId column : store.columns()) {
      long[] count = new long[1];
      try {
        store.forEach(
            column,
            entry -> {
              count[0]++;
              visitor.visit(column, entry);
            });
      } catch (StoreException e) {
        problems.add(
            "column %s after %d entries: %s".formatted(column.name(), count[0], e.getMessage()));
      }
      entries.put(column.name(), count[0]);
    }
    return new Report(entries, problems);
  }
}
