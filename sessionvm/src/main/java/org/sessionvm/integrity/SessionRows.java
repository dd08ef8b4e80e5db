package org.sessionvm.integrity;

import java.util.Optional;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.integrity.Finding.Kind;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Expiry;
import org.sessionvm.state.Pairs;
import org.sessionvm.state.ParticipantSession;
import org.sessionvm.state.Session;
import org.sessionvm.state.SessionHead;
import org.sessionvm.state.SessionKeyIndex;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.TransactionRecord;

/** Sessions, their heads, their keys, and the index by participant. */
final class SessionRows {
  private final Subject subject;
  private final ReceiptRows receipts;
  private final KeyGenerationRows keys;
  private long sessions;
  private long unproved;

  SessionRows(Subject subject) {
    this.subject = subject;
    this.receipts = new ReceiptRows(subject);
    this.keys = new KeyGenerationRows(subject);
  }

  long sessions() {
    return sessions;
  }

  long unproved() {
    return unproved;
  }

  void check() throws Subject.Stopped {
    subject.walk(Columns.SESSIONS, this::session);
    subject.walk(Columns.SESSION_HEADS, this::head);
    subject.walk(Columns.SESSION_KEYS, this::key);
    subject.walk(Columns.PARTICIPANT_SESSIONS, this::participant);
    receipts.check();
    keys.check();
  }

  private void session(SessionId id, Session session) {
    sessions++;
    Optional<SessionHead> head = subject.get(Columns.SESSION_HEADS, id);
    expect(head.isPresent(), Kind.MISSING, id, "has no head");
    head.ifPresent(found -> expiries(new SessionView(id, session, found)));
    for (int i = 0; i < session.publicKeyCount(); i++) {
      expect(
          subject.has(Columns.SESSION_KEYS, new SessionKeyIndex(id, i)),
          Kind.MISSING,
          id,
          "key entry " + i + " is missing");
    }
    for (ParticipantId participant : session.participants()) {
      expect(
          subject.has(
              Columns.PARTICIPANT_SESSIONS,
              new ParticipantSession(participant, session.createdMillis(), id)),
          Kind.MISSING,
          id,
          "is not found by a participant");
    }
    expect(
        areTimesRight(session),
        Kind.CONTRADICTION,
        id,
        "its times do not follow from its creation");
    expect(
        subject
            .get(Columns.TRANSACTIONS, session.creation())
            .filter(made -> isBy(made, id, session))
            .isPresent(),
        Kind.MISSING,
        id,
        "is not found by the transaction that made it");
  }

  private boolean isBy(TransactionRecord made, SessionId id, Session session) {
    return switch (made) {
      case TransactionRecord.Creation creation ->
          creation.equals(new TransactionRecord.Creation(id, firstEnd(session)));
      case TransactionRecord.Establishment establishment ->
          establishment.session().equals(id) && session.expiresMillis() == Pairs.NEVER_MILLIS;
      case TransactionRecord.Message _, TransactionRecord.Rotation _ -> false;
    };
  }

  /** A session between handles ends by no time. */
  private boolean areTimesRight(Session session) {
    if (session.expiresMillis() == Pairs.NEVER_MILLIS) {
      return session.unprovedUntilMillis() == 0;
    }
    // Who renews a session moves its end on; then an entry of what is due says the same.
    return session.expiresMillis() >= firstEnd(session)
        && session.unprovedUntilMillis() == unprovedUntil(session);
  }

  private long firstEnd(Session session) {
    return session.createdMillis()
        + subject.history().at(session.createdMillis()).sessionTtlMillis();
  }

  private long unprovedUntil(Session session) {
    return subject.isOpen() ? 0 : session.createdMillis() + ChainRules.UNPROVED_LIFE.toMillis();
  }

  /** What is due for a session in its status. */
  private void expiries(SessionView view) {
    Session session = view.session();
    long retention = subject.history().retentionMillisAt(session.createdMillis());
    SessionHead head = view.head();
    Expiry next =
        switch (head.status()) {
          case PENDING, ACTIVE -> expiry(view, session.expiresMillis(), Expiry.Kind.END_SESSION);
          case EXPIRED ->
              expiry(view, session.expiresMillis() + retention, Expiry.Kind.DELETE_SESSION);
          case CLOSED -> expiry(view, head.endedMillis() + retention, Expiry.Kind.DELETE_SESSION);
        };
    expect(
        subject.has(Columns.EXPIRIES, next), Kind.MISSING, view.id(), "no time is set for its end");
    if (view.isUnproved()) {
      unproved++;
      long due = session.unprovedUntilMillis();
      expect(
          subject.has(Columns.EXPIRIES, expiry(view, due, Expiry.Kind.DELETE_UNPROVED_SESSION)),
          Kind.MISSING,
          view.id(),
          "nobody has proved anything and no time is set for that to end");
    }
  }

  private static Expiry expiry(SessionView view, long due, Expiry.Kind kind) {
    return Expiry.ofSession(due, kind, view.id());
  }

  private void head(SessionId id, SessionHead head) {
    Optional<Session> session = subject.get(Columns.SESSIONS, id);
    expectHead(session.isPresent(), Kind.DANGLING, id, "no such session");
    session.ifPresent(found -> head(id, found, head));
  }

  private void head(SessionId id, Session session, SessionHead head) {
    boolean ended = head.status().isEnded();
    long end =
        head.status() == SessionStatus.EXPIRED ? session.expiresMillis() : head.endedMillis();
    expectHead(
        head.endedMillis() == end && (ended || head.endedMillis() == 0),
        Kind.CONTRADICTION,
        id,
        "status and end do not agree");
    boolean placed = true;
    for (int i = 0; i < 128; i++) {
      boolean bit = head.accepted().contains(i) || head.proved().contains(i);
      boolean unproved = head.accepted().contains(i) && !head.proved().contains(i);
      placed &= !unproved && (!bit || i < session.participants().size());
    }
    expectHead(placed, Kind.CONTRADICTION, id, "names who is not there or has not proved itself");
    expectHead(
        head.deletedMessages() >= 0 && head.deletedMessages() <= head.nextSequence(),
        Kind.CONTRADICTION,
        id,
        "more messages are deleted than there were");
    messages(id, head);
    receipts.expectReceipts(id, session, head);
    keys.expectKeys(id, head);
    purge(new SessionView(id, session, head));
  }

  private void purge(SessionView view) {
    SessionHead head = view.head();
    long erased = head.extension().erasedMessages();
    expectHead(
        erased >= 0 && erased <= head.nextSequence() && (erased == 0 || head.extension().purged()),
        Kind.CONTRADICTION,
        view.id(),
        "more payloads are purged than were to be");
    expectHead(
        !head.extension().purged()
            || erased == head.nextSequence()
            || subject.has(
                Columns.EXPIRIES, expiry(view, view.endMillis(), Expiry.Kind.PURGE_SESSION)),
        Kind.MISSING,
        view.id(),
        "its payloads are to go and nothing says when");
  }

  private void messages(SessionId id, SessionHead head) {
    long[] next = {head.deletedMessages()};
    subject.walkPrefix(
        Columns.MESSAGES,
        id.bytes(),
        (key, _) -> {
          expectHead(
              key.sequence() == next[0], Kind.MISSING, id, "message " + next[0] + " is missing");
          next[0] = key.sequence() + 1;
        });
    expectHead(
        next[0] == head.nextSequence(),
        Kind.CONTRADICTION,
        id,
        "the messages end before " + head.nextSequence());
  }

  private void key(SessionKeyIndex index, Bytes entry) {
    Optional<Session> session = subject.get(Columns.SESSIONS, index.session());
    subject.expect(
        session.filter(found -> index.index() < found.publicKeyCount()).isPresent(),
        Kind.DANGLING,
        Columns.SESSION_KEYS,
        index,
        "no session has this entry");
    subject.expect(
        subject.isOpen()
            || entry.size() == IdentityKeys.BYTES
            || entry.size() == MlKemPublicKey.BYTES,
        Kind.UNREADABLE,
        Columns.SESSION_KEYS,
        index,
        "is no key entry");
    if (entry.size() == IdentityKeys.BYTES && !subject.isOpen()) {
      ParticipantId proved = new ParticipantId(subject.hashing().blake2b256(entry));
      subject.expect(
          session
              .filter(found -> index.index() < found.participants().size())
              .filter(found -> found.participants().get(index.index()).equals(proved))
              .isPresent(),
          Kind.CONTRADICTION,
          Columns.SESSION_KEYS,
          index,
          "is not the participant's");
    }
  }

  private void participant(ParticipantSession part, Bytes value) {
    subject.expect(
        value.equals(Columns.PRESENT),
        Kind.UNREADABLE,
        Columns.PARTICIPANT_SESSIONS,
        part,
        "has a value");
    subject.expect(
        subject
            .get(Columns.SESSIONS, part.session())
            .filter(session -> session.createdMillis() == part.createdMillis())
            .filter(session -> session.participants().contains(part.participant()))
            .isPresent(),
        Kind.DANGLING,
        Columns.PARTICIPANT_SESSIONS,
        part,
        "no session of that time names the participant");
  }

  private void expect(boolean holds, Kind kind, SessionId id, String detail) {
    subject.expect(holds, kind, Columns.SESSIONS, id, detail);
  }

  private void expectHead(boolean holds, Kind kind, SessionId id, String detail) {
    subject.expect(holds, kind, Columns.SESSION_HEADS, id, detail);
  }
}
