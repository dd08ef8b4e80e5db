package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessionvm.store.StoreFixture.COLUMNS;
import static org.sessionvm.store.StoreFixture.INDEX;
import static org.sessionvm.store.StoreFixture.SMALL_FILES;
import static org.sessionvm.store.StoreFixture.damage;
import static org.sessionvm.store.StoreFixture.key;
import static org.sessionvm.store.StoreFixture.numbered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.backup.BackupDirectory;
import org.sessionvm.store.backup.BackupPoint;
import org.sessionvm.store.backup.PointLabel;
import org.sessionvm.store.progress.Progress;
import org.sessionvm.store.progress.StoppedException;

final class StoreBackupTest {
  private static final int KEPT = 3;

  @TempDir private Path parent = Path.of("");

  @Test
  void restoresTheMomentOfEachBackupOfARunningStore() throws IOException {
    try (RocksDbStore store = open()) {
      for (int number = 0; number < 3; number++) {
        store.commit(numbered(number, 50_000));
        backUp(store);
      }
    }

    for (int point = 1; point <= 3; point++) {
      restore(point, true);
      assertThat(numbers()).containsExactlyElementsOf(upTo(point));
    }
  }

  @Test
  void copiesOnlyWhatTheBackupBeforeDoesNotHave() throws IOException {
    try (RocksDbStore store = open()) {
      for (int number = 0; number < 100; number++) {
        store.commit(numbered(number, 50_000));
      }
      backUp(store);
      long first = contentBytes();
      store.commit(numbered(100, 50_000));
      BackupPoint second = backUp(store);

      assertThat(second.bytes()).isGreaterThan(5_000_000);
      assertThat(contentBytes() - first).isLessThan(500_000);
    }
  }

  @Test
  void keepsTheNewestBackupsAndNothingThatNoneNames() throws IOException {
    try (RocksDbStore store = open()) {
      for (int number = 0; number < 5; number++) {
        store.commit(numbered(number, 1_000));
        backUp(store);
      }
    }
    try (BackupDirectory directory = BackupDirectory.openExisting(backups())) {
      List<BackupPoint> points = directory.points();
      assertThat(points).extracting(BackupPoint::number).containsExactly(3, 4, 5);
      long named =
          points.stream().flatMap(p -> p.files().stream()).map(f -> f.sha256()).distinct().count();
      assertThat(contents()).hasSize((int) named);
    }
    restore(3, true);
    assertThat(numbers()).hasSize(3);
  }

  @Test
  void leavesNothingOfABackupThatIsStopped() throws IOException {
    try (RocksDbStore store = open()) {
      store.commit(numbered(0, 50_000));
      int[] steps = new int[1];
      Progress stopping = _ -> steps[0]++ < 5;
      StoreBackup backup = new StoreBackup(_ -> label("chain"), KEPT, stopping);

      assertThatThrownBy(() -> backup.backUp(store, SMALL_FILES, backups()))
          .isInstanceOf(StoppedException.class);
      assertThat(contents()).isEmpty();
      assertThat(data().resolve("checkpoint")).doesNotExist();
      backUp(store);
    }
    restore(1, true);
    assertThat(numbers()).hasSize(1);
  }

  @Test
  void refusesToBackUpADamagedFileAndKeepsTheBackupsBefore() throws IOException {
    try (RocksDbStore store = open()) {
      store.commit(numbered(0, 50_000));
      backUp(store);
      store.commit(numbered(1, 50_000));
      store.image().close();
      Path table = StoreFixture.files(data(), ".sst").getLast();
      damage(table, 20);

      assertThatThrownBy(() -> backUp(store))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(table.getFileName().toString());
    }
    restore(1, true);
    assertThat(numbers()).hasSize(1);
  }

  @Test
  void refusesToRestoreABackupWithADamagedFileAndChangesNothing() throws IOException {
    backUpOne();
    Path content = contents().getFirst();
    damage(content, 0);

    assertThatThrownBy(() -> restore(1, true))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("backup 1 cannot be restored")
        .hasMessageContaining(content.getFileName().toString());
    assertThat(numbers()).hasSize(1);
  }

  @Test
  void refusesToReplaceAStoreUnlessToldTo() throws IOException {
    backUpOne();

    assertThatThrownBy(() -> restore(1, false))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("--replace");
  }

  @Test
  void namesADamagedPoint() throws IOException {
    backUpOne();
    Path point = backups().resolve("points").resolve("00000001");
    damage(point, 40);

    assertThatThrownBy(() -> restore(1, true)).hasMessageContaining(point.toString());
  }

  @Test
  void refusesBackupsOfAnotherChain() {
    try (RocksDbStore store = open()) {
      backUp(store);
      StoreBackup other = new StoreBackup(_ -> label("other"), KEPT, Progress.SILENT);

      assertThatThrownBy(() -> other.backUp(store, SMALL_FILES, backups()))
          .hasMessageContaining("another chain");
    }
  }

  @Test
  void doesNotStartAfterARestoreThatWasCutShort() throws IOException {
    backUpOne();
    Files.writeString(data().resolve("SCHEMA"), "1 restoring\n");

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("--replace");
    restore(1, true);
    assertThat(numbers()).hasSize(1);
  }

  private void backUpOne() {
    try (RocksDbStore store = open()) {
      store.commit(numbered(0, 50_000));
      backUp(store);
    }
  }

  private BackupPoint backUp(RocksDbStore store) {
    return new StoreBackup(_ -> label("chain"), KEPT, Progress.SILENT)
        .backUp(store, SMALL_FILES, backups());
  }

  private void restore(int number, boolean replace) {
    try (BackupDirectory directory = BackupDirectory.openExisting(backups())) {
      BackupPoint point = directory.find(Optional.of(number)).orElseThrow();
      new StoreBackup(_ -> label("chain"), KEPT, Progress.SILENT)
          .restore(directory, point, data(), replace, _ -> {});
    }
  }

  private List<Integer> numbers() {
    try (RocksDbStore store = open()) {
      List<Integer> found = new ArrayList<>();
      for (int number = 0; number < 10; number++) {
        if (store.get(INDEX, key(number)).isPresent()) {
          found.add(number);
        }
      }
      return found;
    }
  }

  private static List<Integer> upTo(int count) {
    return Stream.iterate(0, number -> number + 1).limit(count).toList();
  }

  private long contentBytes() throws IOException {
    long bytes = 0;
    for (Path content : contents()) {
      bytes += Files.size(content);
    }
    return bytes;
  }

  private List<Path> contents() throws IOException {
    try (Stream<Path> files = Files.list(backups().resolve("files"))) {
      return files.sorted().toList();
    }
  }

  private static PointLabel label(String chain) {
    return new PointLabel(chain, 1, "block", Instant.EPOCH);
  }

  private RocksDbStore open() {
    return RocksDbStore.open(data(), COLUMNS, SMALL_FILES);
  }

  private Path data() {
    return parent.resolve("data");
  }

  private Path backups() {
    return parent.resolve("backups");
  }
}
