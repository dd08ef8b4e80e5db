package org.sessionvm.launcher.wallet;

import java.io.IOException;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a session. */
@Command(
    name = "close",
    description = "End a session for all, for good; what was said stays readable for a time")
final class SessionCloseCommand extends WalletCommand {
  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      client.closeSession(identity, participant.session());
      out.print("closed", json -> json.put("status", "closed"));
    }
  }
}
