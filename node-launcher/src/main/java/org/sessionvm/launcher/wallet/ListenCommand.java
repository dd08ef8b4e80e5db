package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.LiveMessages;
import org.sessionvm.client.ReceivedMessage;
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
  @Option(
      names = "--from",
      paramLabel = "SEQUENCE",
      description = "Begin with this message (default: the next one).")
  private @Nullable Long from;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "End after so many messages (default: never).")
  private @Nullable Long count;

  @Mixin private ReceiptOptions receipts = new ReceiptOptions();
  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    if ((from != null && from < 0) || (count != null && count < 1)) {
      throw new WalletRefusal("--from must not be negative, and --count not less than 1");
    }
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      SecureSession session = participant.open(client, identity);
      try (LiveMessages messages =
          session.listen(from == null ? OptionalLong.empty() : OptionalLong.of(from))) {
        if (receipts.areSent()) {
          try (DeliveryMarks marks = receipts.deliveryMarks(session, identity.participant())) {
            show(out, messages.iterator(), marks::add);
          }
        } else {
          show(out, messages.iterator(), _ -> {});
        }
      }
    }
  }

  private void show(
      Output out, Iterator<ReceivedMessage> messages, Consumer<ReceivedMessage> afterwards) {
    long most = count == null ? Long.MAX_VALUE : count;
    for (long left = most; left > 0 && messages.hasNext(); left--) {
      ReceivedMessage message = messages.next();
      MessageLines.print(out, message);
      afterwards.accept(message);
    }
  }
}
