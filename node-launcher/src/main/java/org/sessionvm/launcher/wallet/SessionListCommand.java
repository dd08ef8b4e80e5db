package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionState;
import org.sessionvm.client.keystore.IdentityName;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists one's own sessions. */
@Command(name = "list", description = "List the sessions in which you take part, newest first")
final class SessionListCommand extends WalletCommand {
  @Option(
      names = "--as",
      paramLabel = "NAME",
      required = true,
      converter = IdentityNameArgument.class,
      description = "Your identity.")
  private @Nullable IdentityName self;

  @Mixin private KeystoreOptions keystore = new KeystoreOptions();
  @Mixin private NodeOption node = new NodeOption();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = keystore.open(Objects.requireNonNull(self));
        SessionClient client = node.connect()) {
      for (SessionState session : client.listSessions(identity)) {
        SessionLines.print(out, session);
      }
    }
  }
}
