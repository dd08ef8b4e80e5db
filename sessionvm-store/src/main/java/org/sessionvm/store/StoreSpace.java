package org.sessionvm.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sessionvm.spi.StoreException;

/** Room on the disk of a store. */
final class StoreSpace {
  private StoreSpace() {}

  /**
   * Bytes that a process may still write to the file system of a directory; 0 where that cannot be
   * found out. Asked at every commit, so it must be cheap, and it must not open a file: a node that
   * has no descriptors left still commits.
   */
  static long freeBytes(Path directory) {
    return directory.toFile().getUsableSpace();
  }

  /** The length of all files of a directory together. */
  static long usedBytes(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(StoreSpace::length).sum();
    } catch (IOException e) {
      throw new StoreException("cannot measure " + directory + ": " + e, e);
    }
  }

  /** Files come and go while the database runs. */
  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new StoreException("cannot measure " + file + ": " + e, e);
    }
  }
}
