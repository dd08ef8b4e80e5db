package org.sessionvm.launcher.wallet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.sessionvm.client.MessageProgress;
import org.sessionvm.client.SecureSession;
import org.sessionvm.primitives.ParticipantId;

/**
 * How far everyone in a session has come.
 *
 * @param self who looks
 * @param others everyone else, in the session's order
 */
record SessionReceipts(MessageProgress self, List<MessageProgress> others) {
  static SessionReceipts of(SecureSession session, ParticipantId self) {
    List<MessageProgress> all = session.receipts();
    return new SessionReceipts(
        all.stream().filter(one -> one.participant().equals(self)).findFirst().orElseThrow(),
        all.stream().filter(one -> !one.participant().equals(self)).toList());
  }

  boolean isOwn(ParticipantId sender) {
    return sender.equals(self.participant());
  }

  /** One as it comes: marks are counts of messages. */
  static void print(Output out, MessageProgress receipt) {
    String read = receipt.read().isPresent() ? "read " + receipt.read().getAsLong() : "private";
    out.print(
        "%s  delivered %d  %s"
            .formatted(receipt.participant().toSessionHex(), receipt.delivered(), read),
        json -> {
          json.put("participant", receipt.participant().toSessionHex())
              .put("delivered", receipt.delivered());
          receipt.read().ifPresent(mark -> json.put("read", mark));
        });
  }

  /** For people: a line for each recipient of one's own message at {@code sequence}. */
  String lines(long sequence, String indent) {
    StringBuilder lines = new StringBuilder();
    for (MessageProgress other : others) {
      lines.append(
          "\n%s%-9s  %s"
              .formatted(indent, state(other, sequence), other.participant().toSessionHex()));
    }
    return lines.toString();
  }

  /** For programs: the same. */
  void fill(ArrayNode receipts, long sequence) {
    for (MessageProgress other : others) {
      receipts
          .addObject()
          .put("participant", other.participant().toSessionHex())
          .put("state", state(other, sequence));
    }
  }

  /** What was accepted by the chain may be delivered, and what was delivered may be read. */
  private static String state(MessageProgress other, long sequence) {
    if (other.isRead(sequence)) {
      return "read";
    }
    return other.isDelivered(sequence) ? "delivered" : "accepted";
  }
}
