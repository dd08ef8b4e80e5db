package org.sessionvm.client;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.sessionvm.client.ReceivedMessage.Reason;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;

/** Which messages were given already: the same one at another place is a repetition. */
final class SeenMessages {
  /** Only of verified messages, so that a node alone cannot make it grow. */
  private final Set<TransactionId> seen = new HashSet<>();

  /** What was opened, or its rejection, after which it is wiped. */
  ReceivedMessage withoutRepetition(ReceivedMessage opened) {
    return switch (opened) {
      case ReceivedMessage.Opened first when !seen.add(first.id()) -> {
        first.plaintext().close();
        yield repeated(first.sequence(), first.id(), first.sender(), first.time());
      }
      case ReceivedMessage.SentByReader first when !seen.add(first.id()) ->
          repeated(first.sequence(), first.id(), first.sender(), first.time());
      default -> opened;
    };
  }

  private static ReceivedMessage repeated(
      long sequence, TransactionId id, ParticipantId sender, Instant time) {
    return new ReceivedMessage.Rejected(sequence, id, sender, time, Reason.REPEATED);
  }
}
