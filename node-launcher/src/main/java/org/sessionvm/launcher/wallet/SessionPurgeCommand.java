package org.sessionvm.launcher.wallet;

import java.io.IOException;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes what was said in a session. */
@Command(
    name = "purge",
    description =
        "Delete, for all, everything that was said in a session that is closed or expired")
final class SessionPurgeCommand extends WalletCommand {
  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      client.purgeSession(identity, participant.session());
      out.print("purged", json -> json.put("purged", true));
    }
  }
}
