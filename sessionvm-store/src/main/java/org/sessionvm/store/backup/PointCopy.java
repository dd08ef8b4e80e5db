package org.sessionvm.store.backup;

import java.io.IOException;
import java.nio.file.Path;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.file.DurableFiles;
import org.sessionvm.store.progress.Progress;

/** Writes the files of a backup to an empty directory, in the shape of a data directory. */
public final class PointCopy {
  private PointCopy() {}

  /**
   * Writes the files and syncs them.
   *
   * @throws StoreException when a file differs from its hash or the disk does not take it
   * @throws org.sessionvm.store.progress.StoppedException when {@code progress} says so
   */
  public static void write(
      BackupDirectory directory, BackupPoint point, Path target, Progress progress) {
    Copying copying = new Copying("restoring backup " + point.number(), point.bytes(), progress);
    try {
      DurableFiles.createPrivately(target.resolve("rocksdb"));
      for (PointFile file : point.files()) {
        String hash =
            copying.copy(
                directory.content(file.sha256()), target.resolve(file.name()), file.bytes());
        if (!hash.equals(file.sha256())) {
          throw new StoreException("the file " + file.name() + " changed while it was restored");
        }
      }
      DurableFiles.sync(target.resolve("rocksdb"));
      DurableFiles.sync(target);
    } catch (IOException e) {
      throw new StoreException("the restore failed: " + e.getMessage(), e);
    }
  }
}
