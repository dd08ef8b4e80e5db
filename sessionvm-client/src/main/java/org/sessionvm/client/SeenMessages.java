package org.sessionvm.client;

import java.util.HashSet;
import java.util.Set;
import org.sessionvm.client.ReceivedMessage.Reason;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.vm.Message;

/** Which messages were given already: the same one at another place is a repetition. */
final class SeenMessages {
  /** Only of verified messages, so that a node alone cannot make it grow. */
  private final Set<TransactionId> seen = new HashSet<>();

  /** What was opened, or its rejection, after which it is wiped. */
  ReceivedMessage withoutRepetition(Message message, ReceivedMessage opened) {
    return switch (opened) {
      case ReceivedMessage.Opened first when !seen.add(first.id()) -> {
        first.plaintext().close();
        yield MessageVerification.rejected(message, first.sequence(), Reason.REPEATED);
      }
      case ReceivedMessage.SentByReader first when !seen.add(first.id()) ->
          MessageVerification.rejected(message, first.sequence(), Reason.REPEATED);
      default -> opened;
    };
  }
}
