package org.sessionvm.launcher.wallet;

import java.io.IOException;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes back what one has said. */
@Command(
    name = "delete",
    description = "Delete, for all, what you have said; that there was a message stays visible")
final class MessageDeleteCommand extends WalletCommand {
  @Parameters(
      index = "1",
      paramLabel = "SEQUENCE",
      description = "The place of the message in the session, as read shows it.")
  private long sequence;

  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      client.deleteMessage(identity, participant.session(), sequence);
      out.print(
          "deleted #" + sequence, json -> json.put("deleted", true).put("sequence", sequence));
    }
  }
}
