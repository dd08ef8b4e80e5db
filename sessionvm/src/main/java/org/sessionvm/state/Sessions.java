package org.sessionvm.state;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

/** Changes of sessions, each with every index that it touches. */
public final class Sessions {
  private Sessions() {}

  /** Stores a new session. */
  public static void create(
      StateDiff state, SessionId id, Session session, List<Bytes> publicKeys, SessionHead head) {
    create(
        state,
        id,
        session,
        publicKeys,
        head,
        new TransactionRecord.Creation(id, session.expiresMillis()));
  }

  /** Stores a new session between two handles, with their chats. */
  public static void establish(
      StateDiff state,
      SessionId id,
      Session session,
      List<Bytes> publicKeys,
      SessionHead head,
      HandlePair pair,
      Optional<PairRecord> kept) {
    create(state, id, session, publicKeys, head, new TransactionRecord.Establishment(id, pair));
    Pairs.establish(state, pair, id, session.createdMillis(), kept);
  }

  private static void create(
      StateDiff state,
      SessionId id,
      Session session,
      List<Bytes> publicKeys,
      SessionHead head,
      TransactionRecord made) {
    state.put(Columns.SESSIONS, id, session);
    state.put(Columns.SESSION_HEADS, id, head);
    for (int i = 0; i < publicKeys.size(); i++) {
      state.put(Columns.SESSION_KEYS, new SessionKeyIndex(id, i), publicKeys.get(i));
    }
    for (ParticipantId participant : session.participants()) {
      state.put(Columns.PARTICIPANT_SESSIONS, part(participant, id, session), Columns.PRESENT);
    }
    put(state, Expiry.ofSession(session.expiresMillis(), Expiry.Kind.END_SESSION, id));
    state.put(Columns.TRANSACTIONS, session.creation(), made);
    boolean unproved = new SessionView(id, session, head).isUnproved();
    if (unproved) {
      put(state, unproved(id, session));
    }
    Totals.change(state, counters -> counters.addSessions(1).addUnprovedSessions(unproved ? 1 : 0));
  }

  /** Notes a signature of the participant at {@code index}, which holds its identity. */
  public static SessionView prove(StateDiff state, SessionView view, int index) {
    SessionHead head = view.head();
    if (!head.proved().contains(index)) {
      Identities.hold(state, view.session().participants().get(index));
      head = head.withProved(index);
    }
    if (view.isUnproved()) {
      state.delete(Columns.EXPIRIES, unproved(view.id(), view.session()));
      Totals.change(state, counters -> counters.addUnprovedSessions(-1));
    }
    head = head.withAccepted(index, view.session().participants().size());
    if (!head.equals(view.head())) {
      state.put(Columns.SESSION_HEADS, view.id(), head);
    }
    return new SessionView(view.id(), view.session(), head);
  }

  /** Gives the next sequence to a message. */
  public static void addMessage(
      StateDiff state, SessionView view, MessageRecord message, int ciphertextBytes) {
    long sequence = view.head().nextSequence();
    state.put(Columns.MESSAGES, new MessageKey(view.id(), sequence), message);
    state.put(
        Columns.TRANSACTIONS, message.id(), new TransactionRecord.Message(view.id(), sequence));
    state.put(Columns.SESSION_HEADS, view.id(), view.head().withMessage(ciphertextBytes));
    Totals.change(state, counters -> counters.addMessages(1));
  }

  /** Moves the end of a session on. */
  public static void renew(StateDiff state, SessionView view, long expiresMillis) {
    long before = view.session().expiresMillis();
    state.delete(Columns.EXPIRIES, Expiry.ofSession(before, Expiry.Kind.END_SESSION, view.id()));
    put(state, Expiry.ofSession(expiresMillis, Expiry.Kind.END_SESSION, view.id()));
    state.put(Columns.SESSIONS, view.id(), view.session().expiringAt(expiresMillis));
  }

  /** Lets all payloads of an ended session go; the sweep drops them. */
  public static void purge(StateDiff state, SessionView view) {
    state.put(Columns.SESSION_HEADS, view.id(), view.head().withErased(0));
    put(state, Expiry.ofSession(view.endMillis(), Expiry.Kind.PURGE_SESSION, view.id()));
  }

  /** Ends a session by the will of a participant. */
  public static void close(StateDiff state, SessionView view, long millis, long deleteAtMillis) {
    state.put(Columns.SESSION_HEADS, view.id(), view.head().ended(SessionStatus.CLOSED, millis));
    state.delete(
        Columns.EXPIRIES,
        Expiry.ofSession(view.session().expiresMillis(), Expiry.Kind.END_SESSION, view.id()));
    put(state, Expiry.ofSession(deleteAtMillis, Expiry.Kind.DELETE_SESSION, view.id()));
  }

  /** Ends a session whose time has come. */
  public static void expire(StateDiff state, SessionView view, long deleteAtMillis) {
    long end = view.session().expiresMillis();
    state.put(Columns.SESSION_HEADS, view.id(), view.head().ended(SessionStatus.EXPIRED, end));
    put(state, Expiry.ofSession(deleteAtMillis, Expiry.Kind.DELETE_SESSION, view.id()));
  }

  /**
   * Deletes up to {@code budget} messages and keys of a session and, when none is left, the
   * session.
   *
   * @param keepIdentitiesUntilMillis how long a registered identity is kept that nothing holds now
   * @param forgetCreationAtMillis when the creation can no longer be repeated
   * @return how many rows were deleted; the session is gone when fewer than {@code budget}
   */
  public static int delete(
      StateDiff state,
      SessionView view,
      int budget,
      long keepIdentitiesUntilMillis,
      long forgetCreationAtMillis) {
    SessionHead head = view.head();
    long upTo = Math.min(head.nextSequence(), head.deletedMessages() + budget);
    for (long sequence = head.deletedMessages(); sequence < upTo; sequence++) {
      MessageKey key = new MessageKey(view.id(), sequence);
      Columns.MESSAGES
          .get(state, key)
          .ifPresent(message -> state.delete(Columns.TRANSACTIONS, message.id()));
      state.delete(Columns.MESSAGES, key);
    }
    int deleted = (int) (upTo - head.deletedMessages());
    Totals.change(state, counters -> counters.addMessages(-deleted));
    int keys = SessionKeyGenerations.delete(state, view, budget - deleted);
    int rows = deleted + head.extension().keyGenerations() - keys;
    if (rows == budget) {
      SessionHead left = head.withDeleted(upTo).withKeyGenerations(keys);
      state.put(Columns.SESSION_HEADS, view.id(), left);
    } else {
      deleteSession(state, view, keepIdentitiesUntilMillis, forgetCreationAtMillis);
    }
    return rows;
  }

  private static void deleteSession(
      StateDiff state,
      SessionView view,
      long keepIdentitiesUntilMillis,
      long forgetCreationAtMillis) {
    SessionId id = view.id();
    Session session = view.session();
    Pairs.remove(state, view);
    state.delete(Columns.SESSIONS, id);
    state.delete(Columns.SESSION_HEADS, id);
    for (int i = 0; i < session.publicKeyCount(); i++) {
      state.delete(Columns.SESSION_KEYS, new SessionKeyIndex(id, i));
    }
    Receipts.delete(state, view);
    for (int i = 0; i < session.participants().size(); i++) {
      ParticipantId participant = session.participants().get(i);
      state.delete(Columns.PARTICIPANT_SESSIONS, part(participant, id, session));
      if (view.head().proved().contains(i)) {
        Identities.release(state, participant, keepIdentitiesUntilMillis);
      }
    }
    state.delete(Columns.EXPIRIES, unproved(id, session));
    state.delete(
        Columns.EXPIRIES, Expiry.ofSession(session.expiresMillis(), Expiry.Kind.END_SESSION, id));
    put(state, Expiry.ofCreation(forgetCreationAtMillis, session.creation()));
    long unproved = view.isUnproved() ? -1 : 0;
    Totals.change(state, counters -> counters.addSessions(-1).addUnprovedSessions(unproved));
  }

  private static ParticipantSession part(ParticipantId participant, SessionId id, Session session) {
    return new ParticipantSession(participant, session.createdMillis(), id);
  }

  private static Expiry unproved(SessionId id, Session session) {
    return Expiry.ofSession(session.unprovedUntilMillis(), Expiry.Kind.DELETE_UNPROVED_SESSION, id);
  }

  private static void put(StateDiff state, Expiry expiry) {
    state.put(Columns.EXPIRIES, expiry, Columns.PRESENT);
  }
}
