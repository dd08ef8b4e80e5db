package org.sessionvm.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.file.DurableFiles;
import org.sessionvm.store.progress.Progress;

/** Adds a backup to a directory: copies what the backup before does not have. */
public final class Backup {
  private final BackupDirectory directory;
  private final Consumer<Path> verifier;
  private final List<PointFile> before;
  private final Copying copying;

  private Backup(
      BackupDirectory directory, Consumer<Path> verifier, List<PointFile> before, Copying copying) {
    this.directory = directory;
    this.verifier = verifier;
    this.before = before;
    this.copying = copying;
  }

  /**
   * Copies a store. Each new file is verified before it is copied and read again afterwards; when
   * this ends early, whatever the reason, nothing of it stays.
   *
   * @param source in the shape of a data directory; nothing changes in it meanwhile
   * @param kept so many backups stay, the newest
   * @param verifier throws StoreException for a damaged table or blob file
   * @throws StoreException when the directory belongs to another chain, a file is damaged, or the
   *     disk does not take what is written
   * @throws org.sessionvm.store.progress.StoppedException when {@code progress} says so
   */
  public static BackupPoint add(
      BackupDirectory directory,
      Path source,
      PointLabel label,
      int kept,
      Consumer<Path> verifier,
      Progress progress) {
    Optional<BackupPoint> last = directory.find(Optional.empty());
    last.ifPresent(point -> requireSameChain(point, label));
    try {
      // What a process left that was killed.
      directory.prune(Integer.MAX_VALUE);
      List<Path> files = files(source);
      Copying copying = new Copying("copying", bytes(files), progress);
      List<PointFile> before = last.map(BackupPoint::files).orElse(List.of());
      Backup backup = new Backup(directory, verifier, before, copying);
      boolean complete = false;
      try {
        BackupPoint point = backup.copy(source, files, last, label);
        directory.write(point);
        complete = true;
        directory.prune(kept);
        return point;
      } finally {
        if (!complete) {
          directory.prune(Integer.MAX_VALUE);
        }
      }
    } catch (IOException e) {
      throw new StoreException("the backup failed: " + e.getMessage(), e);
    }
  }

  private static void requireSameChain(BackupPoint last, PointLabel label) {
    if (!last.label().chainId().equals(label.chainId())) {
      throw new StoreException(
          "the backups are of another chain (%s, not %s): choose another directory"
              .formatted(last.label().chainId(), label.chainId()));
    }
  }

  /** What a data directory needs; logs of RocksDB, locks and the native library are not part. */
  private static List<Path> files(Path source) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(source.resolve("SCHEMA"));
    try (Stream<Path> database = Files.list(source.resolve("rocksdb"))) {
      database
          .filter(Files::isRegularFile)
          .filter(file -> isPartOfDatabase(file.getFileName().toString()))
          .sorted()
          .forEach(files::add);
    }
    return files;
  }

  private static boolean isPartOfDatabase(String name) {
    return name.matches("CURRENT|IDENTITY|MANIFEST-[0-9]+|OPTIONS-[0-9]+|[0-9]+\\.(sst|blob|log)");
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private BackupPoint copy(
      Path source, List<Path> files, Optional<BackupPoint> last, PointLabel label)
      throws IOException {
    List<PointFile> copied = new ArrayList<>();
    for (Path file : files) {
      copied.add(copy(source.relativize(file).toString(), file));
    }
    int number = last.map(BackupPoint::number).orElse(0) + 1;
    return new BackupPoint(number, Instant.now(), label, copied);
  }

  private PointFile copy(String name, Path file) throws IOException {
    long bytes = Files.size(file);
    FileTime modified = Files.getLastModifiedTime(file);
    long nanos = modified.to(TimeUnit.NANOSECONDS);
    for (PointFile old : before) {
      if (old.isSameFile(name, bytes, nanos) && isThere(old)) {
        copying.skip(bytes);
        return old;
      }
    }
    if (PointFile.isImmutable(name)) {
      verifier.accept(file);
    }
    return new PointFile(name, bytes, nanos, store(file, bytes));
  }

  private boolean isThere(PointFile file) throws IOException {
    Path content = directory.content(file.sha256());
    return Files.exists(content) && Files.size(content) == file.bytes();
  }

  private String store(Path file, long bytes) throws IOException {
    Path partial = directory.partial();
    Files.deleteIfExists(partial);
    String hash = copying.copy(file, partial, bytes);
    if (!new Copying("verifying", bytes, Progress.SILENT).hash(partial, bytes).equals(hash)) {
      throw new StoreException("what was written to " + partial + " does not read back the same");
    }
    DurableFiles.move(partial, directory.content(hash));
    return hash;
  }
}
