package org.sessionvm.launcher.wallet;

import java.util.OptionalLong;
import org.sessionvm.client.MessageProgress;
import org.sessionvm.client.SecureSession;
import org.sessionvm.client.SessionClient;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import picocli.CommandLine.Option;

/** Whether and how to tell the others what has arrived and was read. */
final class ReceiptOptions {
  @Option(
      names = "--no-receipts",
      description = "Do not tell the others what has arrived and was read.")
  private boolean none;

  @Option(
      names = "--private",
      description =
          "Keep to yourself what you have read: the node shows the others only what has arrived."
              + " The choice of the newest receipt counts, also for what was read before.")
  private boolean keepsPrivate;

  boolean areSent() {
    return !none;
  }

  /**
   * Tells that what was shown has arrived and is read, where that is news.
   *
   * @param before one's own marks
   */
  void acknowledgeRead(SecureSession session, MessageProgress before, ShownMessages shown) {
    OptionalLong read = shown.raised(before.read().orElse(0));
    OptionalLong delivered = shown.raised(before.delivered());
    if (read.isPresent() || delivered.isPresent()) {
      session.acknowledge(
          delivered.orElse(before.delivered()), read.orElse(before.read().orElse(0)), keepsPrivate);
    }
  }

  /** Tells that all before {@code end} has arrived. */
  void acknowledgeDelivery(SessionClient client, Identity self, SessionId session, long end) {
    client.acknowledge(self, session, end, 0, keepsPrivate);
  }

  /** Tells what has arrived, message by message; to be closed. */
  DeliveryMarks deliveryMarks(SecureSession session, ParticipantId self) {
    long before = SessionReceipts.of(session, self).self().delivered();
    return new DeliveryMarks(before, mark -> session.acknowledge(mark, 0, keepsPrivate));
  }
}
