package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Arrays;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says something in a session. */
@Command(
    name = "send",
    description = "Encrypt a message for every other participant, sign it and send it")
final class SendCommand extends WalletCommand {
  @Mixin private ParticipantOptions participant = new ParticipantOptions();
  @Mixin private MessageOptions message = new MessageOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    byte[] text = message.read();
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      MessageOptions.print(out, participant.open(client, identity).send(text));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }
}
