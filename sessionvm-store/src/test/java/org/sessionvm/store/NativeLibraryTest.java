package org.sessionvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.sessionvm.spi.StoreException;

final class NativeLibraryTest {
  @TempDir private Path parent = Path.of("");

  @Test
  void unpacksTheLibraryOnceAndForItsOwnerAlone() throws IOException {
    Path library = unpack();
    FileTime unpacked = Files.getLastModifiedTime(library);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(library.getParent())))
        .isEqualTo("rwx------");
    Files.setLastModifiedTime(library, FileTime.fromMillis(1000));

    assertThat(unpack()).isEqualTo(library);
    assertThat(Files.getLastModifiedTime(library)).isNotEqualTo(unpacked);
    try (Stream<Path> files = Files.list(library.getParent())) {
      assertThat(files).containsExactly(library);
    }
  }

  @Test
  void replacesALibraryThatIsCutShortOrChanged() throws IOException {
    Path library = unpack();
    byte[] sound = Files.readAllBytes(library);
    Files.write(library, new byte[] {1, 2, 3});
    assertThat(unpack()).hasBinaryContent(sound);

    StoreFixture.damage(library, sound.length / 2);
    assertThat(unpack()).hasBinaryContent(sound);
  }

  @Test
  void refusesADirectoryThatOthersMayWriteTo() throws IOException {
    Path directory = unpack().getParent();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));

    assertThatThrownBy(this::unpack)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("chmod 700");
  }

  private Path unpack() throws IOException {
    String packed = Environment.getJniLibraryFileName("rocksdb");
    URL resource = Objects.requireNonNull(RocksDB.class.getResource("/" + packed));
    JarURLConnection jar = (JarURLConnection) resource.openConnection();
    Path directory = NativeLibrary.unpack(jar.getJarEntry(), resource, parent);
    return directory.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
  }
}
