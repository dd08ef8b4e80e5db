package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessionvm.store.StoreFixture.COLUMNS;
import static org.sessionvm.store.StoreFixture.INDEX;
import static org.sessionvm.store.StoreFixture.SMALL_FILES;
import static org.sessionvm.store.StoreFixture.damage;
import static org.sessionvm.store.StoreFixture.files;
import static org.sessionvm.store.StoreFixture.key;
import static org.sessionvm.store.StoreFixture.numbered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.WriteBatch;
import org.sessionvm.store.progress.Progress;

final class DamageTest {
  private static final int BATCHES = 15;

  @TempDir private Path directory = Path.of("");

  @Test
  void dropsAnIncompleteLastRecordAndNothingElse() throws IOException {
    Path log = fillLog(100);
    byte[] whole = Files.readAllBytes(log);
    Path image = directory.resolveSibling(directory.getFileName() + "-image");
    copy(directory, image);

    for (int cut : new int[] {1, 6, 50, 100}) {
      restore(image);
      Files.write(log, Arrays.copyOf(whole, whole.length - cut));

      assertThat(storedNumbers()).as("cut %d", cut).isEqualTo(upTo(BATCHES - 1));
    }
  }

  @Test
  void acceptsTheLogOfACrashAtAnyByte() throws IOException {
    Path log = fillLog(2000);
    byte[] whole = Files.readAllBytes(log);

    for (int length = 0; length < whole.length; length += 31) {
      WriteAheadLog.verify(ByteBuffer.wrap(whole, 0, length).slice(), log.toString());
    }
  }

  @Test
  void acceptsALogThatGrewBeforeItsContentWasWritten() throws IOException {
    Path log = fillLog(100);
    byte[] whole = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(whole, whole.length + 5000));

    assertThat(storedNumbers()).isEqualTo(upTo(BATCHES));
  }

  @Test
  void refusesALogWithAnyByteChangedBeforeItsLastRecord() throws IOException {
    Path log = fillLog(100);
    byte[] whole = Files.readAllBytes(log);
    int lastRecord = whole.length / BATCHES;

    List<Integer> missed =
        IntStream.range(0, whole.length - 2 * lastRecord)
            .filter(position -> !isRefused(log, whole, position))
            .boxed()
            .toList();
    assertThat(missed).isEmpty();
  }

  @Test
  void refusesALogOfSeveralBlocksWithAByteChanged() throws IOException {
    Path log = fillLog(10_000);
    byte[] whole = Files.readAllBytes(log);
    assertThat(whole.length).isGreaterThan(3 * 32 * 1024);

    List<Integer> missed =
        IntStream.iterate(
                0,
                position -> position < whole.length - 2 * (whole.length / BATCHES),
                position -> position + 1999)
            .filter(position -> !isRefused(log, whole, position))
            .boxed()
            .toList();
    assertThat(missed).isEmpty();
  }

  @Test
  void doesNotStartWithADamagedLogAndNamesIt() throws IOException {
    Path log = fillLog(100);
    damage(log, (int) Files.size(log) / 2);

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(log.getFileName().toString());
  }

  @Test
  void doesNotStartWhenAFileIsNotAsItWasWhenTheStoreWasClosed() throws IOException {
    fillTables();
    List<Path> refused = new ArrayList<>();
    for (Path file : files(directory, "")) {
      byte[] whole = Files.readAllBytes(file);
      boolean part = !file.getFileName().toString().matches("LOCK|LOG.*");
      if (part && whole.length > 0) {
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(this::open)
            .isInstanceOf(StoreException.class)
            .hasMessageContaining(file.toString());
        Files.delete(file);
        assertThatThrownBy(this::open)
            .isInstanceOf(StoreException.class)
            .hasMessageContaining(file.toString());
        Files.write(file, whole);
        refused.add(file);
      }
    }
    assertThat(refused).hasSizeGreaterThan(5);
    open().close();
  }

  @Test
  void takesNoMoreCommitsAfterItReadADamagedValue() throws IOException {
    fillTables();
    try (RocksDbStore store = open()) {
      Path blob = files(directory, ".blob").getFirst();
      damage(blob, 200);

      assertThatThrownBy(() -> store.forEach(StoreFixture.PAYLOAD, _ -> {}))
          .isInstanceOf(StoreException.class);
      assertThat(store.refusal()).hasValueSatisfying(t -> assertThat(t).contains("damaged"));
      assertThatThrownBy(() -> store.commit(numbered(1, 10)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("restore a backup");
      assertThat(store.get(INDEX, key(5))).isPresent();
    }
  }

  @Test
  void doesNotStartWhenALogIsLost() throws IOException {
    Path log = fillLog(100);
    Files.delete(log);

    assertThatThrownBy(this::open).isInstanceOf(StoreException.class);
  }

  @Test
  void doesNotStartWithADamagedManifestAndNamesIt() throws IOException {
    fillLog(100);
    Path manifest;
    try (Stream<Path> all = Files.list(directory.resolve("rocksdb"))) {
      manifest = all.filter(file -> file.toString().contains("MANIFEST-")).findAny().orElseThrow();
    }
    damage(manifest, (int) Files.size(manifest) / 2);

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("MANIFEST");
  }

  @Test
  void doesNotStartWhenATableFileIsLostAndNamesIt() throws IOException {
    Path table = fillTables();
    Files.delete(table);

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(table.getFileName().toString());
  }

  @Test
  void doesNotStartWhenATableFileWasCutShortAndNamesIt() throws IOException {
    Path table = fillTables();
    Files.write(table, Arrays.copyOf(Files.readAllBytes(table), 1000));

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(table.getFileName().toString());
  }

  @Test
  void doesNotStartWhenAFileOfLargeValuesIsLostAndNamesIt() throws IOException {
    fillTables();
    Path blob = files(directory, ".blob").getFirst();
    Files.delete(blob);

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(blob.getFileName().toString());
  }

  @Test
  void findsADamagedTableFileAndNamesIt() throws IOException {
    Path table = fillTables();
    damage(table, 100);

    StoreCheck.Report report = check();
    assertThat(report.isClean()).isFalse();
    assertThat(report.problems())
        .anySatisfy(problem -> assertThat(problem).contains(table.getFileName().toString()));
  }

  @Test
  void findsADamagedLargeValueAndNamesItsColumn() throws IOException {
    fillTables();
    Path blob = files(directory, ".blob").getFirst();
    damage(blob, (int) Files.size(blob) / 2);

    StoreCheck.Report report = check();
    assertThat(report.problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains(blob.getFileName().toString()))
        .anySatisfy(problem -> assertThat(problem).contains("payload"));
  }

  @Test
  void findsNothingInASoundStoreAndVisitsAllOfIt() {
    fillTables();
    long[] visited = new long[1];
    try (RocksDbStore store = RocksDbStore.openReadOnly(directory, COLUMNS, SMALL_FILES)) {
      StoreCheck.Report report = StoreCheck.run(store, (_, _) -> visited[0]++, Progress.SILENT);

      assertThat(report.problems()).isEmpty();
      assertThat(report.entries()).containsEntry("index", 3000L).containsEntry("payload", 3000L);
    }
    assertThat(visited[0]).isEqualTo(6000);
  }

  /** Commits numbered batches and returns the log that holds them all. */
  private Path fillLog(int payloadBytes) {
    try (RocksDbStore store = open()) {
      for (int number = 0; number < BATCHES; number++) {
        store.commit(numbered(number, payloadBytes));
      }
    }
    forgetThatItWasClosed();
    return files(directory, ".log").getLast();
  }

  /** What is left is then what a crash leaves. */
  private void forgetThatItWasClosed() {
    try {
      CloseRecord.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits enough to fill table and blob files, and returns the first table file. */
  private Path fillTables() {
    try (RocksDbStore store = open()) {
      for (int first = 0; first < 3000; first += 100) {
        var batch = new WriteBatch();
        for (int number = first; number < first + 100; number++) {
          batch.put(INDEX, key(number), StoreFixture.payload(number, 100));
          batch.put(StoreFixture.PAYLOAD, key(number), StoreFixture.payload(number, 2000));
        }
        store.commit(batch);
      }
    }
    // What the log still holds goes to files when it is replayed.
    open().close();
    return files(directory, ".sst").getFirst();
  }

  private boolean isRefused(Path log, byte[] whole, int position) {
    byte[] changed = whole.clone();
    changed[position] ^= 0x10;
    try {
      WriteAheadLog.verify(ByteBuffer.wrap(changed), log.toString());
      return false;
    } catch (StoreException e) {
      return e.getMessage() != null && e.getMessage().contains(log.toString());
    }
  }

  private StoreCheck.Report check() {
    try (RocksDbStore store = RocksDbStore.openReadOnly(directory, COLUMNS, SMALL_FILES)) {
      return StoreCheck.run(store, (_, _) -> {}, Progress.SILENT);
    }
  }

  private List<Long> storedNumbers() {
    try (RocksDbStore store = open()) {
      return store.scan(INDEX, key(0), StoreFixture.END, 1000).stream()
          .map(entry -> ByteBuffer.wrap(entry.key().toByteArray()).getLong())
          .toList();
    }
  }

  private static List<Long> upTo(int count) {
    return LongStream.range(0, count).boxed().toList();
  }

  private RocksDbStore open() {
    return RocksDbStore.open(directory, COLUMNS, SMALL_FILES);
  }

  private void restore(Path image) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("rocksdb"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    copy(image, directory);
    forgetThatItWasClosed();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.resolve("rocksdb"));
    try (Stream<Path> files = Files.list(from.resolve("rocksdb"))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve("rocksdb").resolve(file.getFileName().toString()));
      }
    }
  }
}
