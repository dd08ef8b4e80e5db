package org.sessionvm.launcher.wallet;

import java.io.IOException;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Blocks somebody. */
@Command(name = "block", description = "Take no messages of the other in a session between handles")
final class HandleBlockCommand extends WalletCommand {
  @Option(names = "--undo", description = "Take messages again.")
  private boolean undo;

  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      client.handles().block(identity, participant.session(), !undo);
      out.print(undo ? "not blocked" : "blocked", json -> json.put("blocked", !undo));
    }
  }
}
