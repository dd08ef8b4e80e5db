package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessionvm.store.StoreFixture.COLUMNS;
import static org.sessionvm.store.StoreFixture.INDEX;
import static org.sessionvm.store.StoreFixture.SMALL_FILES;
import static org.sessionvm.store.StoreFixture.key;
import static org.sessionvm.store.StoreFixture.numbered;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.StoreException;

/** A manifest that lost its end in a crash, though its logs are deleted already. */
final class ManifestDamageTest {
  private static final int BATCHES = 6;
  private static final int STEP = 37;

  @TempDir private Path directory = Path.of("");

  @Test
  void opensWithTheFirstCommitsOrNotAtAll() throws IOException {
    Path killed = directory.resolve("killed");
    try (RocksDbStore store = open(directory.resolve("data"))) {
      for (int number = 0; number < BATCHES; number++) {
        store.commit(numbered(number, 1_000));
        store.flush();
      }
      copy(directory.resolve("data"), killed);
    }
    byte[] manifest = Files.readAllBytes(manifest(killed));
    int cuts = 0;
    int refused = 0;
    for (int length = manifest.length; length > 0; length -= STEP) {
      Path copy = directory.resolve("cut" + length);
      copy(killed, copy);
      Files.write(manifest(copy), Arrays.copyOf(manifest, length));
      refused += opensWithTheFirst(copy) ? 0 : 1;
      cuts++;
    }
    assertThat(cuts).isGreaterThan(20);
    assertThat(refused).isGreaterThan(cuts / 2);
  }

  /** What a synced file lost cannot be missed where nothing else tells of it; order can be kept. */
  private static boolean opensWithTheFirst(Path copy) {
    try (RocksDbStore store = open(copy)) {
      List<KeyValue> rows = store.scan(INDEX, key(0), StoreFixture.END, 100);
      for (int number = 0; number < rows.size(); number++) {
        assertThat(rows.get(number)).isEqualTo(new KeyValue(key(number), key(number)));
      }
      return true;
    } catch (StoreException e) {
      assertThat(e).hasMessageContaining(copy.toString());
      return false;
    }
  }

  private static RocksDbStore open(Path path) {
    return RocksDbStore.open(
        path, COLUMNS, SMALL_FILES.withNativeLibraryDirectory(path.resolveSibling("native")));
  }

  private static Path manifest(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("rocksdb"))) {
      return files.filter(f -> f.toString().contains("MANIFEST-")).findAny().orElseThrow();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
