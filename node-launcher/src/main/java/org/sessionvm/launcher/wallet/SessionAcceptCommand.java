package org.sessionvm.launcher.wallet;

import java.io.IOException;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.state.SessionStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Accepts a session that another one began. */
@Command(name = "accept", description = "Accept a session that somebody else began")
final class SessionAcceptCommand extends WalletCommand {
  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      SessionStatus status = client.acceptSession(identity, participant.session());
      out.print(status.wireName(), json -> json.put("status", status.wireName()));
    }
  }
}
