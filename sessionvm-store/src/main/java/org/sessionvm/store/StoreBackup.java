package org.sessionvm.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.backup.Backup;
import org.sessionvm.store.backup.BackupDirectory;
import org.sessionvm.store.backup.BackupPoint;
import org.sessionvm.store.backup.PointCheck;
import org.sessionvm.store.backup.PointCopy;
import org.sessionvm.store.backup.PointLabel;
import org.sessionvm.store.file.DurableFiles;
import org.sessionvm.store.progress.Progress;

/** Backs a store up and restores it. */
public final class StoreBackup {
  private final Function<KeyValueReader, PointLabel> labels;
  private final int kept;
  private final Progress progress;

  /**
   * @param labels reads from a store what of a chain it holds
   * @param kept so many backups stay in a directory, the newest
   * @param progress may stop the work, which then leaves nothing
   */
  public StoreBackup(Function<KeyValueReader, PointLabel> labels, int kept, Progress progress) {
    this.labels = labels;
    this.kept = kept;
    this.progress = progress;
  }

  /** Backs up a store that is open for writing; commits go on meanwhile. */
  public BackupPoint backUp(RocksDbStore running, StoreOptions options, Path backups) {
    try (BackupDirectory directory = BackupDirectory.open(backups);
        StoreImage image = running.image();
        RocksDbStore still = RocksDbStore.openReadOnly(image.root(), running.columns(), options)) {
      return add(directory, still);
    }
  }

  /** Backs up a store that was opened for reading, whose files nobody changes. */
  public BackupPoint backUp(RocksDbStore still, Path backups) {
    try (BackupDirectory directory = BackupDirectory.open(backups)) {
      return add(directory, still);
    }
  }

  private BackupPoint add(BackupDirectory directory, RocksDbStore still) {
    return Backup.add(
        directory, still.dataDirectory(), labels.apply(still), kept, FileCheck::verify, progress);
  }

  /**
   * Puts a backup in the place of a data directory's store. Until the restored store is verified
   * nothing changes; then the two change places.
   *
   * @param replace whether a store that is there may be given up
   * @param check looks at the restored store before it takes its place, and throws to refuse it
   * @throws StoreException when there is a store and {@code replace} is false, a node uses it, or
   *     the backup is damaged
   */
  public void restore(
      BackupDirectory directory,
      BackupPoint point,
      Path dataDirectory,
      boolean replace,
      Consumer<Path> check) {
    try (DataDirectory target = DataDirectory.forNode(dataDirectory)) {
      if (!replace) {
        target.requireNothing();
      }
      PointCheck.verify(directory, point, progress);
      try {
        DurableFiles.deleteTree(target.restoring());
        DurableFiles.createPrivately(target.restoring());
        PointCopy.write(directory, point, target.restoring(), progress);
        check.accept(target.restoring());
        target.exchange();
      } finally {
        DurableFiles.deleteTree(target.restoring());
      }
    } catch (IOException e) {
      throw new StoreException("the restore failed: " + e.getMessage(), e);
    }
  }
}
