package org.sessionvm.launcher.wallet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of commands about names that people are found by. */
@Command(
    name = "handle",
    description = "Take names that others find you by, and talk with other handles",
    subcommands = {
      HandleRegisterCommand.class,
      HandleRenounceCommand.class,
      HandleShowCommand.class,
      HandleListCommand.class,
      HandleProfileCommand.class,
      HandleOpenCommand.class,
      HandleChatsCommand.class,
      HandleBlockCommand.class
    })
final class HandleCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "a subcommand is missing");
  }
}
