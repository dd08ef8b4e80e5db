package org.sessionvm.integrity;

import org.sessionvm.codec.DecodeException;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.PayloadLocation;
import org.sessionvm.state.Session;
import org.sessionvm.state.SessionKeyIndex;
import org.sessionvm.state.TransactionRecord;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.PreparedTransaction;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;
import org.sessionvm.transaction.Transaction;

/** What was signed, and that the state says the same where it still remembers. */
final class PayloadRows {
  private final Subject subject;
  private final ChainId chain;

  PayloadRows(Subject subject) {
    this.subject = subject;
    this.chain = subject.chain();
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.PAYLOADS, this::payload);
  }

  private void payload(PayloadLocation location, Bytes payload) {
    expect(
        BlockRows.header(subject, location.height())
            .filter(header -> location.index() < header.transactionCount())
            .isPresent(),
        Kind.DANGLING,
        location,
        "no block has this transaction");
    try {
      SignedTransaction signed = SignedTransaction.CODEC.decode(payload);
      TransactionId id = PreparedTransaction.of(chain, subject.hashing(), signed, payload).id();
      expect(
          agrees(signed.transaction(), id),
          Kind.CONTRADICTION,
          location,
          "the state does not say what was signed");
    } catch (DecodeException e) {
      expect(false, Kind.UNREADABLE, location, "not a transaction");
    }
  }

  private boolean agrees(Transaction transaction, TransactionId id) {
    return switch (transaction) {
      case CreateSession create ->
          subject
              .get(Columns.TRANSACTIONS, id)
              .flatMap(
                  made ->
                      subject
                          .get(Columns.SESSIONS, made.session())
                          .map(session -> isOf(create, made.session(), session)))
              .orElse(true);
      case SendMessage sent ->
          subject
              .get(Columns.SESSION_HEADS, sent.session())
              .filter(head -> head.deletedMessages() == 0)
              .map(
                  _ ->
                      subject
                          .get(Columns.TRANSACTIONS, id)
                          .filter(TransactionRecord.Message.class::isInstance)
                          .filter(done -> done.session().equals(sent.session()))
                          .isPresent())
              .orElse(true);
      default -> true;
    };
  }

  private boolean isOf(CreateSession create, SessionId id, Session session) {
    boolean same =
        session.participants().equals(create.participants())
            && session.metadata().equals(create.metadata())
            && session.publicKeyCount() == create.publicKeys().size();
    for (int i = 0; same && i < create.publicKeys().size(); i++) {
      same =
          subject
              .get(Columns.SESSION_KEYS, new SessionKeyIndex(id, i))
              .filter(create.publicKeys().get(i)::equals)
              .isPresent();
    }
    return same;
  }

  private void expect(boolean holds, Kind kind, PayloadLocation location, String detail) {
    subject.expect(holds, kind, Columns.PAYLOADS, location, detail);
  }
}
