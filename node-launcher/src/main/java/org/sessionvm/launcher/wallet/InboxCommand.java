package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.InboxMessage;
import org.sessionvm.client.LiveInbox;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Follows everything. */
@Command(
    name = "inbox",
    description =
        "Show what is said in all your sessions and channels as it comes: first what has not"
            + " reached you yet in sessions, of which the others are told that it has now")
final class InboxCommand extends WalletCommand {
  @Option(
      names = "--count",
      paramLabel = "N",
      description = "End after so many messages (default: never).")
  private @Nullable Long count;

  @Mixin private ReceiptOptions receipts = new ReceiptOptions();
  @Mixin private SelfOptions self = new SelfOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    if (count != null && count < 1) {
      throw new WalletRefusal("--count must not be less than 1");
    }
    try (Identity identity = self.identity();
        SessionClient client = self.connect();
        LiveInbox inbox = new SessionProvider(client).inbox(identity)) {
      Iterator<InboxMessage> messages = inbox.iterator();
      long most = count == null ? Long.MAX_VALUE : count;
      for (long left = most; left > 0 && messages.hasNext(); left--) {
        show(out, client, identity, messages.next());
      }
    }
  }

  private void show(Output out, SessionClient client, Identity identity, InboxMessage said) {
    switch (said.place()) {
      case InboxMessage.InSession(var session) -> {
        MessageLines.print(
            out.under("session " + session, json -> json.put("sessionId", session.toCb58())),
            said.message());
        if (receipts.areSent()) {
          said.message().end().ifPresent(end -> acknowledge(client, identity, session, end));
        }
      }
      case InboxMessage.InChannel(var channel) ->
          MessageLines.print(
              out.under("channel " + channel, json -> json.put("channelId", channel.toCb58())),
              said.message());
    }
  }

  /** All before it was shown now or had arrived before. */
  private void acknowledge(SessionClient client, Identity self, SessionId session, long end) {
    try {
      receipts.acknowledgeDelivery(client, self, session, end);
    } catch (ClientException e) {
      throw WalletRefusal.notAcknowledged(e);
    }
  }
}
