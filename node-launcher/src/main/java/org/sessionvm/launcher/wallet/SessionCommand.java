package org.sessionvm.launcher.wallet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of commands about sessions on a node. */
@Command(
    name = "session",
    description = "Create, accept, show, renew, close and purge sessions on a node",
    subcommands = {
      SessionCreateCommand.class,
      SessionAcceptCommand.class,
      SessionShowCommand.class,
      SessionListCommand.class,
      SessionRenewCommand.class,
      SessionRotateKeyCommand.class,
      SessionCloseCommand.class,
      SessionPurgeCommand.class
    })
final class SessionCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "a subcommand is missing");
  }
}
