package org.sessionvm.launcher.command;

import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.sessionvm.launcher.node.BackupModule;
import org.sessionvm.launcher.settings.Settings;
import org.sessionvm.store.backup.BackupDirectory;
import org.sessionvm.store.backup.BackupPoint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the backups there are. */
@Command(
    name = "backups",
    description = {"List the backups to which a data directory can be restored"})
final class StoreBackupsCommand implements Callable<Integer> {
  private final SettingsOptions options;

  @Spec
  @SuppressWarnings("NullAway") // Picocli fills it in.
  private CommandSpec spec;

  private StoreBackupsCommand(SettingsOptions options) {
    this.options = options;
  }

  static CommandLine create() {
    SettingsOptions options = new SettingsOptions(List.of(Settings.DATA_DIR, Settings.BACKUP_DIR));
    CommandLine command = new CommandLine(new StoreBackupsCommand(options));
    options.addTo(command.getCommandSpec());
    return command;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (BackupDirectory directory =
        BackupDirectory.openExisting(BackupModule.directory(options.resolve()))) {
      out.printf("%8s  %-20s %12s %16s  %s%n", "backup", "made", "height", "bytes", "chain");
      for (BackupPoint point : directory.points()) {
        out.printf(
            Locale.ROOT,
            "%8d  %-20s %12d %16d  %s%n",
            point.number(),
            point.created().truncatedTo(ChronoUnit.SECONDS),
            point.label().height(),
            point.bytes(),
            point.label().chainId());
      }
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
