package org.sessionvm.integrity;

import java.util.Optional;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelRecord;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Expiry;
import org.sessionvm.state.Session;
import org.sessionvm.state.SessionHead;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.TransactionRecord;

/** What is due, and that there is something it is due for. */
final class ExpiryRows {
  private final Subject subject;
  private final long orphanCreations;
  private long forgets;

  ExpiryRows(Subject subject, long orphanCreations) {
    this.subject = subject;
    this.orphanCreations = orphanCreations;
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.EXPIRIES, this::expiry);
    // The time of an entry cannot be told from its subject any more, so they are counted.
    subject.expect(
        forgets == orphanCreations,
        Kind.MISCOUNTED,
        Columns.COUNTERS,
        Bytes.EMPTY,
        orphanCreations + " creations outlive their session, " + forgets + " are to be forgotten");
  }

  private void expiry(Expiry expiry, Bytes value) {
    subject.expect(
        value.equals(Columns.PRESENT), Kind.UNREADABLE, Columns.EXPIRIES, expiry, "has a value");
    long due = expiry.dueMillis();
    boolean meant =
        switch (expiry.kind()) {
          case END_SESSION, DELETE_SESSION, DELETE_UNPROVED_SESSION, PURGE_SESSION ->
              isOfSession(expiry);
          case DELETE_IDENTITY ->
              subject
                  .get(Columns.IDENTITY_LEASES, new ParticipantId(expiry.subject()))
                  .filter(lease -> lease.keepUntilMillis() == due)
                  .isPresent();
          case DELETE_PAYLOADS ->
              BlockRows.header(subject, expiry.height())
                  .filter(header -> header.transactionCount() > 0)
                  .filter(
                      header ->
                          header.timestampMillis() + retentionAt(header.timestampMillis()) == due)
                  .isPresent();
          case FORGET_CREATION -> isOfOrphan(expiry);
          case DELETE_CHANNEL ->
              subject
                  .get(Columns.CHANNELS, new ChannelId(expiry.subject()))
                  .filter(Channel::isClosed)
                  .filter(channel -> channel.deletedMillis(subject.history()) == due)
                  .isPresent();
          case END_INVITATION ->
              subject
                  .get(Columns.CHANNEL_TRANSACTIONS, new TransactionId(expiry.subject()))
                  .filter(
                      made ->
                          made instanceof ChannelRecord.Invitation invited
                              && invited.expiresMillis() == due)
                  .isPresent();
          case FORGET_INCARNATION ->
              subject
                  .get(Columns.INCARNATIONS, new IncarnationId(expiry.subject()))
                  .filter(incarnation -> incarnation.forgetMillis() == due)
                  .isPresent();
        };
    subject.expect(
        meant, Kind.DANGLING, Columns.EXPIRIES, expiry, "there is nothing it is due for");
  }

  private boolean isOfSession(Expiry expiry) {
    SessionId id = new SessionId(expiry.subject());
    Optional<Session> session = subject.get(Columns.SESSIONS, id);
    Optional<SessionHead> head = subject.get(Columns.SESSION_HEADS, id);
    return session.isPresent()
        && head.isPresent()
        && isOfSession(expiry, new SessionView(id, session.get(), head.get()));
  }

  private boolean isOfSession(Expiry expiry, SessionView view) {
    SessionHead head = view.head();
    long expires = view.session().expiresMillis();
    long due =
        switch (expiry.kind()) {
          case END_SESSION -> head.status().isEnded() ? -1 : expires;
          case DELETE_UNPROVED_SESSION ->
              view.isUnproved() ? view.session().unprovedUntilMillis() : -1;
          case PURGE_SESSION -> head.extension().purged() ? view.endMillis() : -1;
          default ->
              head.status().isEnded()
                  ? retentionAt(view.session().createdMillis())
                      + (head.status() == SessionStatus.CLOSED ? head.endedMillis() : expires)
                  : -1;
        };
    return expiry.dueMillis() == due;
  }

  private boolean isOfOrphan(Expiry expiry) {
    forgets++;
    return subject
        .get(Columns.TRANSACTIONS, new TransactionId(expiry.subject()))
        .filter(made -> !(made instanceof TransactionRecord.Message))
        .filter(made -> !subject.has(Columns.SESSIONS, made.session()))
        .isPresent();
  }

  private long retentionAt(long millis) {
    return subject.history().retentionMillisAt(millis);
  }
}
