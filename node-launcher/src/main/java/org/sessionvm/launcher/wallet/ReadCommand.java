package org.sessionvm.launcher.wallet;

import java.io.IOException;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SecureSession;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads what was said in a session. */
@Command(
    name = "read",
    description =
        "Fetch the messages of a session, verify and decrypt them, show who has your own ones, and"
            + " tell the others that you have theirs")
final class ReadCommand extends WalletCommand {
  @Mixin private HistoryOptions history = new HistoryOptions();
  @Mixin private ReceiptOptions receipts = new ReceiptOptions();
  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    history.check();
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      SecureSession session = participant.open(client, identity);
      SessionReceipts known = SessionReceipts.of(session, identity.participant());
      ShownMessages shown = new ShownMessages();
      for (ReceivedMessage message : history.messages(session)) {
        MessageLines.print(out, message, known);
        shown.add(message);
      }
      if (receipts.areSent()) {
        acknowledge(session, known, shown);
      }
    }
  }

  private void acknowledge(SecureSession session, SessionReceipts known, ShownMessages shown) {
    try {
      receipts.acknowledgeRead(session, known.self(), shown);
    } catch (ClientException e) {
      throw WalletRefusal.notAcknowledged(e);
    }
  }
}
