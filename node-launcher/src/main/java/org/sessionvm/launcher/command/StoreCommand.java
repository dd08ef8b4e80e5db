package org.sessionvm.launcher.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Looks at a data directory. */
@Command(
    name = "store",
    description = "Look at a data directory",
    synopsisSubcommandLabel = "COMMAND")
public final class StoreCommand {
  private StoreCommand() {}

  /** The command with its parts. */
  public static CommandLine create() {
    return new CommandLine(new StoreCommand())
        .addSubcommand(StoreStatsCommand.create())
        .addSubcommand(StoreCheckCommand.create());
  }
}
