package org.sessionvm.launcher.wallet;

import java.io.IOException;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionState;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists one's own sessions. */
@Command(name = "list", description = "List the sessions in which you take part, newest first")
final class SessionListCommand extends WalletCommand {
  @Mixin private SelfOptions self = new SelfOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = self.identity();
        SessionClient client = self.connect()) {
      for (SessionState session : client.listSessions(identity)) {
        SessionLines.print(out, session);
      }
    }
  }
}
