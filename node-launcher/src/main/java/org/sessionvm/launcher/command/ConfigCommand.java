package org.sessionvm.launcher.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Shows what a node would run with. */
@Command(name = "config", description = "Show settings", synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand {
  private ConfigCommand() {}

  /** The command with its parts. */
  public static CommandLine create() {
    return new CommandLine(new ConfigCommand())
        .addSubcommand(ConfigShowCommand.create())
        .addSubcommand(new ConfigSchemaCommand());
  }
}
