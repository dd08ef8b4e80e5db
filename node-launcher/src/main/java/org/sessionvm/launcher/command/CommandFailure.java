package org.sessionvm.launcher.command;

import org.sessionvm.launcher.node.NodeFailure;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.spi.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Tells people what went wrong in one line; a stack trace is for what nobody foresaw. */
public final class CommandFailure {
  private CommandFailure() {}

  /** Prints the failure and returns the exit code. */
  public static int handle(Exception failure, CommandLine command, ParseResult parsed) {
    boolean foreseen =
        failure instanceof SettingException
            || failure instanceof StoreException
            || failure instanceof NodeFailure;
    if (foreseen) {
      command.getErr().println("sessionvm: " + failure.getMessage());
    } else {
      failure.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return failure instanceof SettingException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }
}
