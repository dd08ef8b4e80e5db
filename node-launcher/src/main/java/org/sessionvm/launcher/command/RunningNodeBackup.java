package org.sessionvm.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sessionvm.client.OperatorClient;
import org.sessionvm.launcher.node.BackupModule;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Setting;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.store.progress.Progress;
import org.sessionvm.store.progress.StoppedException;

/** A backup that a running node makes of its own store, followed to its end. */
final class RunningNodeBackup {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final OperatorClient node;
  private final Progress progress;

  RunningNodeBackup(OperatorClient node, Progress progress) {
    this.node = node;
    this.progress = progress;
  }

  /**
   * Refuses what somebody chose and the node does otherwise: it puts backups where it was told to
   * at its start, and must not be led elsewhere by whoever may ask it for one.
   */
  void requirePlace(EffectiveSettings settings) {
    JsonNode place = call("admin.BackupStatus");
    Path directory = Path.of(place.path("directory").asText());
    int kept = place.path("kept").asInt();
    if (settings.isChosen(Settings.BACKUP_DIR)) {
      Path chosen = BackupModule.directory(settings);
      require(isSame(chosen, directory), Settings.BACKUP_DIR, chosen, directory);
    }
    if (settings.isChosen(Settings.BACKUPS_KEPT)) {
      int chosen = settings.number(Settings.BACKUPS_KEPT);
      require(chosen == kept, Settings.BACKUPS_KEPT, chosen, kept);
    }
  }

  private static boolean isSame(Path chosen, Path directory) {
    try {
      return chosen.equals(directory) || Files.isSameFile(chosen, directory);
    } catch (IOException e) {
      // One of them is not there, or not to be seen from here.
      return false;
    }
  }

  private static void require(boolean same, Setting setting, Object chosen, Object known) {
    if (!same) {
      throw new SettingException(
          "%s is %s here and %s in the running node, which makes the backup: leave it out, or stop the node"
              .formatted(setting.name(), chosen, known));
    }
  }

  /**
   * Begins one and waits for it.
   *
   * @return how it ended
   * @throws StoppedException when the progress wants no more; the node is told to cancel it
   */
  JsonNode run() {
    JsonNode status = call("admin.Backup");
    while (isRunning(status)) {
      report(status);
      LockSupport.parkNanos(POLL_NANOS);
      status = call("admin.BackupStatus");
    }
    return status;
  }

  private void report(JsonNode status) {
    try {
      progress.bytes("backup by the node", status.path("bytes").asLong(), 0);
    } catch (StoppedException e) {
      call("admin.CancelBackup");
      throw e;
    }
  }

  private JsonNode call(String method) {
    return node.call(method, _ -> {});
  }

  private static boolean isRunning(JsonNode status) {
    return status.path("state").asText().equals("running");
  }
}
