package org.sessionvm.launcher.command;

import org.sessionvm.client.ClientException;
import org.sessionvm.launcher.node.NodeFailure;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.spi.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Tells people what went wrong in one line; a stack trace is for what nobody foresaw. */
public final class CommandFailure {
  private static final int METHOD_NOT_FOUND = -32601;

  private CommandFailure() {}

  /** Prints the failure and returns the exit code. */
  public static int handle(Exception failure, CommandLine command, ParseResult parsed) {
    boolean foreseen =
        failure instanceof SettingException
            || failure instanceof StoreException
            || failure instanceof NodeFailure
            || failure instanceof ClientException;
    if (foreseen) {
      command.getErr().println("sessionvm: " + failure.getMessage() + advice(failure));
    } else {
      failure.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return failure instanceof SettingException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** A node answers so where the methods of operators are off. */
  private static String advice(Exception failure) {
    return failure instanceof ClientException.NodeFault fault && fault.code() == METHOD_NOT_FOUND
        ? "; admin must be among the metricsNamespaces of the node"
        : "";
  }
}
