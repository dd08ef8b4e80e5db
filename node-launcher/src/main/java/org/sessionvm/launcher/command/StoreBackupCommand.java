package org.sessionvm.launcher.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sessionvm.launcher.node.BackupModule;
import org.sessionvm.launcher.node.StoreModule;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.store.backup.BackupPoint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Adds a backup of a data directory that no node uses. */
@Command(
    name = "backup",
    description = {
      "Back a data directory up: copy what the backup before does not have, verified;",
      "no node may use it meanwhile."
    })
final class StoreBackupCommand implements Callable<Integer> {
  private final SettingsOptions options;

  @Spec
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private CommandSpec spec;

  private StoreBackupCommand(SettingsOptions options) {
    this.options = options;
  }

  static CommandLine create() {
    SettingsOptions options =
        new SettingsOptions(
            List.of(
                Settings.DATA_DIR,
                Settings.STORE_CACHE_BYTES,
                Settings.BACKUP_DIR,
                Settings.BACKUPS_KEPT));
    CommandLine command = new CommandLine(new StoreBackupCommand(options));
    options.addTo(command.getCommandSpec());
    return command;
  }

  @Override
  public Integer call() {
    EffectiveSettings settings = options.resolve();
    Path directory = BackupModule.directory(settings);
    PrintWriter out = spec.commandLine().getOut();
    return StoppableWork.run(
        progress -> {
          try (RocksDbStore store = StoreModule.openReadOnly(settings)) {
            BackupPoint point = BackupModule.backup(settings, progress).backUp(store, directory);
            out.printf(
                "backup %d at height %d, %d bytes, in %s%n",
                point.number(), point.label().height(), point.bytes(), directory);
            out.flush();
            return CommandLine.ExitCode.OK;
          }
        });
  }
}
