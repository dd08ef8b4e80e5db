package org.sessionvm.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.file.DurableFiles;

/**
 * RocksDB's native library, unpacked once per version.
 *
 * <p>By itself RocksDB unpacks 17 MB into the temporary directory at every start, which takes about
 * 0.1 s, and leaves them there for good when the process is killed.
 */
final class NativeLibrary {
  /** A process can load it only once, so this is the process's own state. */
  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Loads the library, from {@code directory} if it is there and sound, and unpacks it there
   * otherwise. The second call in a process does nothing.
   */
  static synchronized void load(Path directory) {
    unpackAndLoad(directory);
  }

  /**
   * The same for who may not change the data directory: what is not there is unpacked into a
   * directory of the system's temporary files that only this process uses.
   */
  static synchronized void loadForReading(Path directory) {
    if (loaded || Files.isDirectory(directory)) {
      load(directory);
      return;
    }
    try {
      Path temporary = Files.createTempDirectory("sessionvm-native-");
      unpackAndLoad(temporary);
      // The process keeps what it has loaded.
      DurableFiles.deleteTree(temporary);
    } catch (IOException e) {
      throw new StoreException("cannot unpack RocksDB's native library: " + e, e);
    }
  }

  private static void unpackAndLoad(Path directory) {
    if (loaded) {
      return;
    }
    String packed = Environment.getJniLibraryFileName("rocksdb");
    URL resource = RocksDB.class.getResource("/" + packed);
    try {
      if (resource != null && resource.openConnection() instanceof JarURLConnection jar) {
        Path unpacked = unpack(jar.getJarEntry(), resource, directory);
        RocksDB.loadLibrary(List.of(unpacked.toString()));
      } else {
        // An installation without the packed library, for instance one of an operating system.
        RocksDB.loadLibrary();
      }
      loaded = true;
    } catch (IOException | UnsatisfiedLinkError e) {
      throw new StoreException(
          "cannot load RocksDB's native library from " + directory + ": " + e.getMessage(), e);
    }
  }

  /** The directory below {@code parent} that holds exactly the library of {@code entry}. */
  static Path unpack(JarEntry entry, URL resource, Path parent) throws IOException {
    String version = "rocksdb-%08x-%d".formatted(entry.getCrc(), entry.getSize());
    Path directory = parent.resolve(version).toAbsolutePath();
    DurableFiles.createPrivately(directory);
    requirePrivate(directory);
    // RocksDB.loadLibrary(paths) asks for this name, not for the one inside the archive.
    Path library = directory.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
    if (!isSound(library, entry)) {
      Path partial = Files.createTempFile(directory, "unpack", ".partial");
      try (InputStream packed = resource.openStream()) {
        Files.copy(packed, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, library, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    }
    return directory;
  }

  /** Whoever may write into this directory runs code in the node. */
  private static void requirePrivate(Path directory) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new StoreException("others may write to " + directory + ": run chmod 700 on it");
    }
  }

  private static boolean isSound(Path library, JarEntry entry) throws IOException {
    if (!Files.isRegularFile(library) || Files.size(library) != entry.getSize()) {
      return false;
    }
    CRC32 checksum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    try (InputStream content = new BufferedInputStream(Files.newInputStream(library), 1 << 16)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        checksum.update(buffer, 0, read);
      }
    }
    return checksum.getValue() == entry.getCrc();
  }
}
