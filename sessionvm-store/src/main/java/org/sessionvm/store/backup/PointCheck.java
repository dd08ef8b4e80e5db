package org.sessionvm.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.progress.Progress;

/** Reads every file of a backup and compares it with its hash. */
public final class PointCheck {
  private PointCheck() {}

  /**
   * Compares every file of a backup with its hash.
   *
   * @throws StoreException that names the first file that is missing or differs
   * @throws org.sessionvm.store.progress.StoppedException when {@code progress} says so
   */
  public static void verify(BackupDirectory directory, BackupPoint point, Progress progress) {
    Copying reading = new Copying("verifying backup " + point.number(), point.bytes(), progress);
    for (PointFile file : point.files()) {
      Path content = directory.content(file.sha256());
      try {
        if (!Files.isRegularFile(content)) {
          throw damaged(point, file, content, "is missing");
        }
        if (Files.size(content) != file.bytes()
            || !reading.hash(content, file.bytes()).equals(file.sha256())) {
          throw damaged(point, file, content, "is damaged");
        }
      } catch (IOException e) {
        throw BackupDirectory.unusable(content, e);
      }
    }
  }

  private static StoreException damaged(
      BackupPoint point, PointFile file, Path content, String what) {
    return new StoreException(
        "backup %d cannot be restored: %s, which holds %s, %s; choose another one"
            .formatted(point.number(), content, file.name(), what));
  }
}
