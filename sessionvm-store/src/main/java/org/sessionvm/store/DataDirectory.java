package org.sessionvm.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sessionvm.spi.StoreException;

/**
 * A locked data directory of a known schema.
 *
 * <p>The lock is our own and is taken before RocksDB's: RocksDB moves the log of a running node
 * aside before it finds out that the directory is in use.
 */
final class DataDirectory implements AutoCloseable {
  /** The number of the layout this version reads and writes. */
  static final int SCHEMA_VERSION = 1;

  /**
   * The directories this process holds. POSIX drops all of a process's locks on a file as soon as
   * it closes any handle of it, so a second attempt must not even open the lock file.
   */
  private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private static final String CREATING = " creating";

  private final Path root;
  private @Nullable FileChannel lock;

  private DataDirectory(Path root) {
    this.root = root;
  }

  /** Opens the directory for a node, alone, and makes it if it is not there. */
  static DataDirectory forNode(Path directory) {
    try {
      createPrivately(directory);
      return new DataDirectory(directory.toRealPath()).locked(false);
    } catch (IOException e) {
      throw new StoreException("cannot use the data directory " + directory + ": " + e, e);
    }
  }

  /** Opens the directory for reading, beside other readers, while no node runs. */
  static DataDirectory forReading(Path directory) {
    if (!Files.isRegularFile(directory.resolve("SCHEMA"))) {
      throw new StoreException("there is no store in " + directory);
    }
    try {
      return new DataDirectory(directory.toRealPath()).locked(true);
    } catch (IOException e) {
      throw new StoreException("cannot use the data directory " + directory + ": " + e, e);
    }
  }

  Path database() {
    return root.resolve("rocksdb");
  }

  Path resolve(Path path) {
    return root.resolve(path);
  }

  /**
   * Whether the database is still to be made. A crash while it was made leaves that mark too, and
   * nothing was ever committed before {@link #markCreated}.
   *
   * @throws StoreException when the directory is of a newer version or its schema is not known
   */
  boolean isNew() {
    Path schema = root.resolve("SCHEMA");
    try {
      if (!Files.exists(schema)) {
        requireNoDatabase();
        write(schema, SCHEMA_VERSION + CREATING);
        return true;
      }
      boolean unfinished = requireKnown(Files.readString(schema).strip());
      if (unfinished) {
        clearDatabase();
      }
      return unfinished;
    } catch (IOException e) {
      throw new StoreException("cannot read " + schema + ": " + e, e);
    }
  }

  /** Notes that the database has been made. */
  void markCreated() {
    try {
      write(root.resolve("SCHEMA"), Integer.toString(SCHEMA_VERSION));
    } catch (IOException e) {
      throw new StoreException("cannot write the schema version in " + root + ": " + e, e);
    }
  }

  @Override
  public void close() {
    FileChannel held = lock;
    if (held == null) {
      return;
    }
    lock = null;
    try {
      held.close();
    } catch (IOException e) {
      throw new StoreException("cannot unlock the data directory " + root, e);
    } finally {
      HELD_BY_THIS_PROCESS.remove(root);
    }
  }

  private DataDirectory locked(boolean shared) throws IOException {
    if (!HELD_BY_THIS_PROCESS.add(root)) {
      throw inUse();
    }
    boolean held = false;
    try {
      Path file = root.resolve("NODE_LOCK");
      FileChannel channel =
          shared
              ? FileChannel.open(file, StandardOpenOption.READ)
              : FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock taken = channel.tryLock(0, Long.MAX_VALUE, shared);
      if (taken == null) {
        channel.close();
        throw inUse();
      }
      lock = channel;
      held = true;
      return this;
    } finally {
      if (!held) {
        HELD_BY_THIS_PROCESS.remove(root);
      }
    }
  }

  private StoreException inUse() {
    return new StoreException(
        "another node uses the data directory " + root + ": stop it or choose another directory");
  }

  private boolean requireKnown(String schema) {
    boolean creating = schema.endsWith(CREATING);
    String number = creating ? schema.substring(0, schema.length() - CREATING.length()) : schema;
    int version;
    try {
      version = Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new StoreException("the file SCHEMA in " + root + " is damaged", e);
    }
    if (version > SCHEMA_VERSION) {
      throw new StoreException(
          "the data directory %s was written by a newer version (schema %d, this one knows up to %d): run that version or choose another directory"
              .formatted(root, version, SCHEMA_VERSION));
    }
    if (version < 1) {
      throw new StoreException("the file SCHEMA in " + root + " is damaged");
    }
    return creating;
  }

  /** Only ever called where nothing was committed yet. */
  private void clearDatabase() throws IOException {
    if (Files.exists(database())) {
      try (Stream<Path> files = Files.list(database())) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void requireNoDatabase() throws IOException {
    if (!Files.exists(database())) {
      return;
    }
    try (Stream<Path> files = Files.list(database())) {
      if (files.findAny().isPresent()) {
        throw new StoreException(
            "the file SCHEMA is missing in " + root + ", though there is a database: restore it");
      }
    }
  }

  /** Replaces a file as a whole, durably: a crash leaves the old content or the new. */
  private void write(Path file, String content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(next, content + "\n");
    sync(next);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(root);
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Makes a directory that only its owner may enter. */
  static void createPrivately(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }
}
