package org.sessionvm.launcher.wallet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of commands about one's own identities. */
@Command(
    name = "identity",
    description = "Make, show and publish identities",
    subcommands = {
      IdentityNewCommand.class,
      IdentityShowCommand.class,
      IdentityListCommand.class,
      IdentityImportCommand.class,
      IdentityRegisterCommand.class
    })
final class IdentityCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "a subcommand is missing");
  }
}
