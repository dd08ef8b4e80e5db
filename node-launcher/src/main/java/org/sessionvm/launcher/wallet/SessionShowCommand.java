package org.sessionvm.launcher.wallet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SessionClient;
import org.sessionvm.primitives.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a session. */
@Command(
    name = "show",
    description = "Show a session: anybody may look at one, nobody sees what is said in it")
final class SessionShowCommand extends WalletCommand {
  @Parameters(
      paramLabel = "SESSION",
      converter = SessionIdArgument.class,
      description = "The session's id.")
  private @Nullable SessionId session;

  @Mixin private NodeOption node = new NodeOption();

  @Override
  void run(Output out) {
    try (SessionClient client = node.connect()) {
      SessionLines.printInFull(out, client.getSession(Objects.requireNonNull(session)));
    }
  }
}
