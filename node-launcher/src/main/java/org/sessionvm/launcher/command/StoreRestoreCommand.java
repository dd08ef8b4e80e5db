package org.sessionvm.launcher.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sessionvm.launcher.node.BackupModule;
import org.sessionvm.launcher.node.StoreModule;
import org.sessionvm.launcher.settings.EffectiveSettings;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.spi.StoreException;
import org.sessionvm.store.RocksDbStore;
import org.sessionvm.store.backup.BackupDirectory;
import org.sessionvm.store.backup.BackupPoint;
import org.sessionvm.store.progress.Progress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts a backup in the place of a data directory's store. */
@Command(
    name = "restore",
    description = {
      "Restore a data directory from a backup: verify it, copy it, check the copy, and",
      "only then put it in its place. What came after the backup is lost."
    })
final class StoreRestoreCommand implements Callable<Integer> {
  private final SettingsOptions options;

  @Option(
      names = "--backup",
      paramLabel = "NUMBER",
      description = "which one; the newest if absent")
  private @Nullable Integer number;

  @Option(names = "--replace", description = "give up what is in the data directory")
  private boolean replace;

  @Spec
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private CommandSpec spec;

  private StoreRestoreCommand(SettingsOptions options) {
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
    CommandLine command = new CommandLine(new StoreRestoreCommand(options));
    options.addTo(command.getCommandSpec());
    return command;
  }

  @Override
  public Integer call() {
    EffectiveSettings settings = options.resolve();
    Path data = StoreModule.dataDirectory(settings);
    PrintWriter out = spec.commandLine().getOut();
    return StoppableWork.run(
        progress -> {
          try (BackupDirectory directory =
              BackupDirectory.openExisting(BackupModule.directory(settings))) {
            BackupPoint point = directory.find(Optional.ofNullable(number)).orElseThrow(this::none);
            BackupModule.backup(settings, progress)
                .restore(
                    directory, point, data, replace, root -> check(settings, root, out, progress));
            out.printf(
                "%s is as of backup %d, height %d%n", data, point.number(), point.label().height());
            out.flush();
            return CommandLine.ExitCode.OK;
          }
        });
  }

  private static void check(
      EffectiveSettings settings, Path root, PrintWriter out, Progress progress) {
    try (RocksDbStore store = StoreModule.openReadOnly(settings, root)) {
      if (!StoreVerification.isSound(store, out, progress)) {
        throw new StoreException("the restored store is not sound; nothing was changed");
      }
    }
  }

  private StoreException none() {
    return new StoreException(
        "there is no backup" + (number == null ? "" : " " + number) + ": see store backups");
  }
}
