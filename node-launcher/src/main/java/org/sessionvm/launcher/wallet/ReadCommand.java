package org.sessionvm.launcher.wallet;

import java.io.IOException;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads what was said in a session. */
@Command(name = "read", description = "Fetch the messages of a session, verify and decrypt them")
final class ReadCommand extends WalletCommand {
  @Option(
      names = "--from",
      paramLabel = "SEQUENCE",
      defaultValue = "0",
      description = "Begin with this message (default: ${DEFAULT-VALUE}).")
  private long from;

  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    if (from < 0) {
      throw new WalletRefusal("--from must not be negative");
    }
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      for (ReceivedMessage message : participant.open(client, identity).messages(from)) {
        MessageLines.print(out, message);
      }
    }
  }
}
