package org.sessionvm.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.progress.Progress;

/**
 * Reads everything a store holds and compares it with its checksums. What the entries mean is not
 * checked here.
 */
public final class StoreCheck {
  private static final int ROWS_PER_STEP = 4_096;

  private final RocksDbStore store;
  private final EntryVisitor visitor;
  private final Progress progress;
  private final List<String> problems = new ArrayList<>();

  private StoreCheck(RocksDbStore store, EntryVisitor visitor, Progress progress) {
    this.store = store;
    this.visitor = visitor;
    this.progress = progress;
  }

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

  /**
   * Checks a store that may be in use; what is committed meanwhile may or may not be checked.
   *
   * @throws org.sessionvm.store.progress.StoppedException when {@code progress} says so
   */
  public static Report run(RocksDbStore store, EntryVisitor visitor, Progress progress) {
    StoreCheck check = new StoreCheck(store, visitor, progress);
    check.files();
    Map<String, Long> entries = new LinkedHashMap<>();
    store.columns().forEach(column -> entries.put(column.name(), check.rows(column)));
    return new Report(entries, check.problems);
  }

  private void files() {
    List<Path> files = store.rowFiles();
    for (int i = 0; i < files.size(); i++) {
      progress.files("checking files", i, files.size());
      try {
        FileCheck.verify(files.get(i));
      } catch (StoreException e) {
        // A compaction of the running store may have replaced it meanwhile.
        if (store.rowFiles().contains(files.get(i))) {
          problems.add(String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private long rows(ColumnId column) {
    long[] count = new long[1];
    try {
      store.forEach(
          column,
          entry -> {
            if (count[0]++ % ROWS_PER_STEP == 0) {
              progress.rows("reading " + column.name(), count[0] - 1);
            }
            visitor.visit(column, entry);
          });
    } catch (StoreException e) {
      problems.add(
          "column %s after %d entries: %s".formatted(column.name(), count[0], e.getMessage()));
    }
    return count[0];
  }
}
