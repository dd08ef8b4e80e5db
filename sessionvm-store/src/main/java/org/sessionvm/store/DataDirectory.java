package org.sessionvm.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.file.DurableFiles;

/**
 * A locked data directory of a known schema.
 *
 * <p>The lock is our own and is taken before RocksDB's: RocksDB moves the log of a running node
 * aside before it finds out that the directory is in use.
 */
final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final DirectoryLock lock;

  private DataDirectory(Path root, DirectoryLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Opens the directory to change it, alone, and makes it if it is not there. */
  static DataDirectory forNode(Path directory) {
    try {
      DurableFiles.createPrivately(directory);
      Path root = directory.toRealPath();
      return new DataDirectory(root, DirectoryLock.exclusive(root));
    } catch (IOException e) {
      throw new StoreException(
          "cannot write to the data directory %s: %s".formatted(directory, DurableFiles.reason(e)),
          e);
    }
  }

  /** Opens the directory for reading, beside other readers, while no node runs. */
  static DataDirectory forReading(Path directory) {
    if (!Files.isRegularFile(directory.resolve(SchemaFile.NAME))) {
      throw new StoreException("there is no store in " + directory);
    }
    try {
      Path root = directory.toRealPath();
      return new DataDirectory(root, DirectoryLock.shared(root));
    } catch (IOException e) {
      throw new StoreException(
          "cannot read the data directory %s: %s".formatted(directory, DurableFiles.reason(e)), e);
    }
  }

  /** Whether a node, or a restore, has the directory to itself now. */
  static boolean isInUse(Path directory) {
    try {
      return Files.isDirectory(directory) && DirectoryLock.isExclusive(directory.toRealPath());
    } catch (IOException e) {
      throw new StoreException(
          "cannot read the data directory %s: %s".formatted(directory, DurableFiles.reason(e)), e);
    }
  }

  Path root() {
    return root;
  }

  Path database() {
    return root.resolve("rocksdb");
  }

  Path resolve(Path path) {
    return root.resolve(path);
  }

  /** Where the copy of a moment lies while it is needed. */
  Path image() {
    return root.resolve("checkpoint");
  }

  /** Where a restored store lies until it takes the place of the old one. */
  Path restoring() {
    return root.resolve("restoring");
  }

  /** What the directory says of itself. */
  SchemaFile schema() {
    return new SchemaFile(root);
  }

  /**
   * Readies the directory for a database that is to be opened for writing.
   *
   * @return whether the database is still to be made. A crash while it was made leaves that mark
   *     too, and nothing was ever committed before {@link SchemaFile.State#READY}
   * @throws StoreException when the directory is of a newer version, a restore was cut short in it
   *     or its schema is not known
   */
  boolean prepare() {
    try {
      SchemaFile.State state = schema().read();
      switch (state) {
        case ABSENT -> {
          requireNoDatabase();
          schema().write(SchemaFile.State.CREATING);
        }
        // Only ever where nothing was committed yet.
        case CREATING -> DurableFiles.deleteTree(database());
        case READY -> {
          // As it should be.
        }
        case RESTORING -> throw schema().restoreCutShort();
      }
      DurableFiles.deleteTree(restoring());
      // What a process left that was killed in the middle of a backup.
      DurableFiles.deleteTree(image());
      return state != SchemaFile.State.READY;
    } catch (IOException e) {
      throw new StoreException(
          "cannot write to the data directory %s: %s".formatted(root, DurableFiles.reason(e)), e);
    }
  }

  /** Refuses a database that was closed in order and is not as it was then. */
  void requireAsClosed() {
    try {
      CloseRecord.verify(root, database());
    } catch (IOException e) {
      throw new StoreException(
          "cannot read the data directory %s: %s".formatted(root, DurableFiles.reason(e)), e);
    }
  }

  /** From here on the database changes. */
  void forgetClosing() {
    try {
      CloseRecord.delete(root);
    } catch (IOException e) {
      throw new StoreException(
          "cannot write to the data directory %s: %s".formatted(root, DurableFiles.reason(e)), e);
    }
  }

  /** Refuses a directory that holds anything but what the lock left. */
  void requireNothing() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      if (files.anyMatch(file -> !file.getFileName().toString().equals(DirectoryLock.NAME))) {
        throw new StoreException(
            "the data directory %s is not empty: --replace gives up what is in it".formatted(root));
      }
    }
  }

  /** Puts what lies in {@link #restoring} in the place of the database, and deletes that. */
  void exchange() throws IOException {
    Path old = root.resolve("replaced");
    DurableFiles.deleteTree(old);
    schema().write(SchemaFile.State.RESTORING);
    CloseRecord.delete(root);
    if (Files.exists(database())) {
      DurableFiles.move(database(), old);
    }
    DurableFiles.move(restoring().resolve("rocksdb"), database());
    DurableFiles.move(restoring().resolve(SchemaFile.NAME), root.resolve(SchemaFile.NAME));
    DurableFiles.deleteTree(old);
  }

  /** Notes that the database has been made. */
  void markCreated() {
    try {
      schema().write(SchemaFile.State.READY);
    } catch (IOException e) {
      throw new StoreException(
          "cannot write to the data directory %s: %s".formatted(root, DurableFiles.reason(e)), e);
    }
  }

  private void requireNoDatabase() throws IOException {
    if (!Files.exists(database())) {
      return;
    }
    try (Stream<Path> files = Files.list(database())) {
      if (files.findAny().isPresent()) {
        throw new StoreException(
            "the file SCHEMA is missing in "
                + root
                + ", though there is a database: restore a backup");
      }
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
