package org.sessionvm.store.backup;

import java.time.Instant;
import java.util.List;

/**
 * One backup: a moment to which a store can be restored.
 *
 * @param number grows by one with each backup of a directory
 * @param created by the clock of the machine
 * @param label what of the chain it holds
 * @param files everything a data directory needs
 */
public record BackupPoint(int number, Instant created, PointLabel label, List<PointFile> files) {
  public BackupPoint {
    files = List.copyOf(files);
  }

  /** The length of its files together; they share space with other backups. */
  public long bytes() {
    return files.stream().mapToLong(PointFile::bytes).sum();
  }
}
