package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SentMessage;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says something in a session. */
@Command(
    name = "send",
    description = "Encrypt a message for every other participant, sign it and send it")
final class SendCommand extends WalletCommand {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "The message; without it and --file, standard input is.")
  private @Nullable String text;

  @Option(names = "--file", paramLabel = "FILE", description = "The message is this file.")
  private @Nullable Path file;

  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    byte[] message = new MessageSource(text, file, System.in).read();
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      SentMessage sent = participant.open(client, identity).send(message);
      out.print(
          "sent as #" + sent.sequence() + "  " + sent.id(),
          json -> json.put("messageId", sent.id().toCb58()).put("sequence", sent.sequence()));
    } finally {
      Arrays.fill(message, (byte) 0);
    }
  }
}
