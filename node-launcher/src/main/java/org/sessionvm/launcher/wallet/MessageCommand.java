package org.sessionvm.launcher.wallet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of commands about messages that were sent already. */
@Command(
    name = "message",
    description = "Delete messages that you have sent",
    subcommands = MessageDeleteCommand.class)
final class MessageCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "a subcommand is missing");
  }
}
