package org.sessionvm.launcher.wallet;

import java.io.IOException;
import org.sessionvm.client.LiveMessages;
import org.sessionvm.client.LiveReceipts;
import org.sessionvm.client.SecureSession;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Follows a session. */
@Command(
    name = "listen",
    description =
        "Show the messages of a session as they come, verified and decrypted, and tell the others"
            + " that they have arrived")
final class ListenCommand extends WalletCommand {
  @Mixin private ListenOptions listening = new ListenOptions();

  @Option(
      names = "--receipts",
      description =
          "Show how far the others have come instead, of the messages from --from on (default: 0).")
  private boolean receiptsOnly;

  @Mixin private ReceiptOptions receipts = new ReceiptOptions();
  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    listening.check();
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      SecureSession session = participant.open(client, identity);
      if (receiptsOnly) {
        showReceipts(out, session);
        return;
      }
      try (LiveMessages messages = session.listen(listening.from())) {
        if (receipts.areSent()) {
          try (DeliveryMarks marks = receipts.deliveryMarks(session, identity.participant())) {
            listening.show(out, messages.iterator(), marks::add);
          }
        } else {
          listening.show(out, messages.iterator(), _ -> {});
        }
      }
    }
  }

  private void showReceipts(Output out, SecureSession session) {
    try (LiveReceipts live = session.listenToReceipts(listening.from().orElse(0))) {
      listening.each(live.iterator(), receipt -> SessionReceipts.print(out, receipt));
    }
  }
}
