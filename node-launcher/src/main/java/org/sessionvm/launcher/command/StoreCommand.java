package org.sessionvm.launcher.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Looks at a data directory, backs it up and restores it. */
@Command(
    name = "store",
    description = "Look at a data directory, back it up, restore it",
    synopsisSubcommandLabel = "COMMAND")
public final class StoreCommand {
  private StoreCommand() {}

  /** The command with its parts. */
  public static CommandLine create() {
    return new CommandLine(new StoreCommand())
        .addSubcommand(StoreStatsCommand.create())
        .addSubcommand(StoreCheckCommand.create())
        .addSubcommand(StoreBackupCommand.create())
        .addSubcommand(StoreBackupsCommand.create())
        .addSubcommand(StoreRestoreCommand.create());
  }
}
