package org.sessionvm.integrity;

import java.util.Optional;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.MessageReceipt;
import org.sessionvm.state.ParticipantSet;
import org.sessionvm.state.ReceiptKey;
import org.sessionvm.state.Session;
import org.sessionvm.state.SessionHead;

/** Receipts, and the heads that say who has given one. */
final class ReceiptRows {
  private final Subject subject;

  ReceiptRows(Subject subject) {
    this.subject = subject;
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.RECEIPTS, this::receipt);
  }

  /** Everyone of whom a head says so has given a receipt, and takes part. */
  void expectReceipts(SessionId id, Session session, SessionHead head) {
    ParticipantSet acknowledged = head.extension().acknowledged();
    for (int i = 0; i < Long.SIZE * 2; i++) {
      boolean placed =
          i < session.participants().size() && subject.has(Columns.RECEIPTS, new ReceiptKey(id, i));
      subject.expect(
          !acknowledged.contains(i) || placed,
          Kind.MISSING,
          Columns.SESSION_HEADS,
          id,
          "the receipt of participant " + i + " is missing");
    }
  }

  private void receipt(ReceiptKey key, MessageReceipt receipt) {
    Optional<SessionHead> head = subject.get(Columns.SESSION_HEADS, key.session());
    expect(
        head.filter(found -> key.index() < Long.SIZE * 2)
            .filter(found -> found.extension().acknowledged().contains(key.index()))
            .isPresent(),
        Kind.DANGLING,
        key,
        "no session counts it");
    expect(
        receipt.delivered() > 0
            && head.filter(found -> receipt.delivered() <= found.nextSequence()).isPresent(),
        Kind.CONTRADICTION,
        key,
        "acknowledges messages that are not there");
  }

  private void expect(boolean holds, Kind kind, ReceiptKey key, String detail) {
    subject.expect(holds, kind, Columns.RECEIPTS, key, detail);
  }
}
