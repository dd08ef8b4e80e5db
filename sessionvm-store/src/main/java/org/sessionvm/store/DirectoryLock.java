package org.sessionvm.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sessionvm.spi.StoreException;

/** Who may use a data directory: one who changes it, or any number who read it. */
final class DirectoryLock implements AutoCloseable {
  static final String NAME = "NODE_LOCK";

  /**
   * The directories this process holds. POSIX drops all of a process's locks on a file as soon as
   * it closes any handle of it, so a second attempt must not even open the lock file.
   */
  private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final Optional<FileChannel> channel;
  private boolean held = true;

  private DirectoryLock(Path root, Optional<FileChannel> channel) {
    this.root = root;
    this.channel = channel;
  }

  static DirectoryLock exclusive(Path root) throws IOException {
    return take(root, false);
  }

  static DirectoryLock shared(Path root) throws IOException {
    return take(root, true);
  }

  /** Whether somebody changes the directory now; a look that takes nothing. */
  static boolean isExclusive(Path root) throws IOException {
    if (HELD_BY_THIS_PROCESS.contains(root)) {
      return true;
    }
    Path file = root.resolve(NAME);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    }
  }

  private static DirectoryLock take(Path root, boolean shared) throws IOException {
    if (!HELD_BY_THIS_PROCESS.add(root)) {
      throw inUse(root);
    }
    boolean taken = false;
    try {
      Optional<FileChannel> channel = open(root.resolve(NAME), shared);
      if (channel.isPresent()) {
        lock(root, channel.get(), shared);
      }
      taken = true;
      return new DirectoryLock(root, channel);
    } finally {
      if (!taken) {
        HELD_BY_THIS_PROCESS.remove(root);
      }
    }
  }

  /** Where nothing can be written and nobody left a lock, nobody writes. */
  private static Optional<FileChannel> open(Path file, boolean shared) throws IOException {
    if (shared && Files.exists(file)) {
      return Optional.of(FileChannel.open(file, StandardOpenOption.READ));
    }
    try {
      return Optional.of(
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    } catch (FileSystemException e) {
      if (shared) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static void lock(Path root, FileChannel channel, boolean shared) throws IOException {
    FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
    if (lock == null) {
      channel.close();
      throw inUse(root);
    }
  }

  private static StoreException inUse(Path root) {
    return new StoreException(
        "another node uses the data directory " + root + ": stop it or choose another directory");
  }

  @Override
  public void close() {
    if (!held) {
      return;
    }
    held = false;
    try {
      if (channel.isPresent()) {
        channel.get().close();
      }
    } catch (IOException e) {
      throw new StoreException("cannot unlock the data directory " + root, e);
    } finally {
      HELD_BY_THIS_PROCESS.remove(root);
    }
  }
}
