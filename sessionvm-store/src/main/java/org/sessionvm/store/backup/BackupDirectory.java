package org.sessionvm.store.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.file.DurableFiles;

/** The backups of one chain. One process at a time uses it. */
public final class BackupDirectory implements AutoCloseable {
  /** Most backups that a directory may be told to keep. */
  public static final int KEPT_MAX = 1_000;

  private static final String FORMAT = "sessionvm-backups 1\n";

  private final Path root;
  private final FileChannel lock;

  private BackupDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Opens a directory to add backups to it, and makes it if it is not there. */
  public static BackupDirectory open(Path directory) {
    try {
      DurableFiles.createPrivately(directory);
      Path marker = directory.resolve("BACKUPS");
      if (!Files.exists(marker)) {
        requireEmpty(directory);
        DurableFiles.createPrivately(directory.resolve("files"));
        DurableFiles.createPrivately(directory.resolve("points"));
        DurableFiles.replace(marker, FORMAT);
      }
      return openExisting(directory);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  /**
   * Opens a directory that has backups.
   *
   * @throws StoreException when it is none, or another process uses it
   */
  public static BackupDirectory openExisting(Path directory) {
    Path marker = directory.resolve("BACKUPS");
    if (!Files.exists(marker)) {
      throw new StoreException("there are no backups in " + directory);
    }
    try {
      if (!Files.readString(marker).equals(FORMAT)) {
        throw new StoreException("the file %s is damaged or of a newer version".formatted(marker));
      }
      FileChannel lock =
          FileChannel.open(
              directory.resolve("LOCK"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!BackupLocks.tryLock(lock)) {
        lock.close();
        throw new StoreException(
            "another process uses the backups in " + directory + ": wait until it is done");
      }
      return new BackupDirectory(directory, lock);
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  private static void requireEmpty(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new StoreException(
            "the directory " + directory + " has files in it and no backups; choose another one");
      }
    }
  }

  /**
   * Every backup, oldest first.
   *
   * @throws StoreException that names the file of a point that is damaged
   */
  public List<BackupPoint> points() {
    try (Stream<Path> files = Files.list(root.resolve("points"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9]{8}"))
          .map(BackupDirectory::read)
          .sorted(Comparator.comparingInt(BackupPoint::number))
          .toList();
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  /** The backup with a number, or the newest. */
  public Optional<BackupPoint> find(Optional<Integer> number) {
    List<BackupPoint> points = points();
    return number.isEmpty()
        ? points.reversed().stream().findFirst()
        : points.stream().filter(point -> point.number() == number.get()).findFirst();
  }

  private static BackupPoint read(Path file) {
    try {
      return PointText.decode(Files.readString(file));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new StoreException("the file %s is damaged: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /** Where a content is, or is to be. */
  Path content(String sha256) {
    return root.resolve("files").resolve(sha256);
  }

  /** A name for a content whose hash is not known yet. */
  Path partial() {
    return root.resolve("files").resolve("partial");
  }

  void write(BackupPoint point) throws IOException {
    DurableFiles.sync(root.resolve("files"));
    DurableFiles.replace(pointFile(point.number()), PointText.encode(point));
  }

  /** Deletes all but the newest backups, and contents that no backup names. */
  void prune(int kept) throws IOException {
    List<BackupPoint> points = points();
    for (BackupPoint old : points.subList(0, Math.max(0, points.size() - kept))) {
      DurableFiles.delete(pointFile(old.number()));
    }
    Set<String> named = new HashSet<>();
    points().forEach(point -> point.files().forEach(file -> named.add(file.sha256())));
    try (Stream<Path> contents = Files.list(root.resolve("files"))) {
      for (Path content : contents.toList()) {
        if (!named.contains(content.getFileName().toString())) {
          Files.delete(content);
        }
      }
    }
  }

  private Path pointFile(int number) {
    return root.resolve("points").resolve("%08d".formatted(number));
  }

  static StoreException unusable(Path path, IOException cause) {
    return new StoreException(
        "cannot use the backups in %s: %s".formatted(path, DurableFiles.reason(cause)), cause);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }
}
