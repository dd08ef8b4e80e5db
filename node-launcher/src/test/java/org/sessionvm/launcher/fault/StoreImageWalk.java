package org.sessionvm.launcher.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.StoreException;
import org.sessionvm.state.Columns;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.store.StoreCheck;
import org.sessionvm.store.StoreOptions;
import org.sessionvm.store.progress.Progress;

/** A data directory as a node left it, of which copies are damaged and opened. */
record StoreImageWalk(Path image, Path copies, Path library) {
  private static final long PATIENCE_SECONDS = 20;

  /** What came of a damaged copy. */
  enum Outcome {
    /** It is not opened, and the file is named. */
    REFUSED,
    /** Everything is served as it was. */
    RIGHT,
    /** Some reads fail, commits are refused and name the file; the other reads are right. */
    READ_FAILS,
    /** The newest blocks are missing, and everything before them is served as it was. */
    SHORTER
  }

  /** All rows of a store, and what could not be read. */
  record Rows(Map<ColumnId, Map<Bytes, Bytes>> columns, List<String> failures) {
    Map<Bytes, Bytes> of(ColumnId column) {
      return columns.getOrDefault(column, Map.of());
    }
  }

  /** One file for each kind of name, where digits do not count: the largest. */
  Map<String, Path> kinds() throws IOException {
    try (Stream<Path> files = Files.walk(image)) {
      Map<String, Path> kinds = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Path name = image.relativize(file);
        String kind = name.toString().replaceAll("[0-9]+", "#");
        // RocksDB's own log is written and never read.
        if (!kind.matches("native/.*|rocksdb/LOG.*") && Files.size(file) > 0) {
          kinds.merge(kind, name, this::larger);
        }
      }
      return kinds;
    }
  }

  private Path larger(Path one, Path other) {
    return image.resolve(one).toFile().length() >= image.resolve(other).toFile().length()
        ? one
        : other;
  }

  Path copy() throws IOException {
    Path copy = Files.createTempDirectory(copies, "copy");
    try (Stream<Path> files = Files.walk(image)) {
      for (Path file : files.filter(f -> !image.relativize(f).startsWith("native")).toList()) {
        Path to = copy.resolve(image.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    return copy;
  }

  Rows rows() throws IOException {
    try (RocksDbStore store = open(copy())) {
      return read(store);
    }
  }

  RocksDbStore open(Path directory) {
    return RocksDbStore.open(directory, Columns.ids(), options());
  }

  private StoreOptions options() {
    return StoreOptions.defaults().withFreeBytesMin(0).withNativeLibraryDirectory(library);
  }

  /** Reads as a node does: pages of rows. */
  static Rows read(RocksDbStore store) {
    Map<ColumnId, Map<Bytes, Bytes>> columns = new LinkedHashMap<>();
    List<String> failures = new ArrayList<>();
    for (ColumnId column : Columns.ids()) {
      Map<Bytes, Bytes> rows = new LinkedHashMap<>();
      columns.put(column, rows);
      try {
        store.forEach(column, entry -> rows.put(entry.key(), entry.value()));
      } catch (StoreException e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
    return new Rows(columns, failures);
  }

  /** What {@code store check} finds, or why it cannot look. */
  List<String> check(Path directory) {
    try (RocksDbStore store = RocksDbStore.openReadOnly(directory, Columns.ids(), options())) {
      return StoreCheck.run(store, (_, _) -> {}, Progress.SILENT).problems();
    } catch (StoreException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /** Which file it is may be found out after the read has failed. */
  static void awaitNamed(RocksDbStore store, String file) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!store.refusal().orElse("").contains(file)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(file + " is not named: " + store.refusal());
      }
      Thread.onSpinWait();
    }
  }

  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
