package org.sessionvm.transaction;

import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.StateContext;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Identities;
import org.sessionvm.state.Session;
import org.sessionvm.state.SessionHead;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.Sessions;
import org.sessionvm.state.StateDiff;

/** How an accepted creation changes the state. */
final class SessionOpening {
  private SessionOpening() {}

  static Outcome apply(
      StateContext context, StateDiff state, CreateSession creation, TransactionId transaction) {
    SessionId id = creation.sessionId(context.rules(), transaction);
    Session session = session(context, creation, transaction);
    SessionHead head =
        context.rules().isOpen()
            ? SessionHead.initial(SessionStatus.ACTIVE)
            : prove(state, creation, SessionHead.initial(SessionStatus.PENDING));
    Sessions.create(state, id, session, creation.publicKeys(), head);
    return new Outcome.SessionCreated(id, session.expiresMillis());
  }

  private static Session session(
      StateContext context, CreateSession creation, TransactionId transaction) {
    long now = context.now();
    return new Session(
        creation.participants(),
        creation.publicKeys().size(),
        creation.metadata(),
        transaction,
        now,
        now + context.rules().sessionTtlMillis(),
        context.rules().isOpen() ? 0 : now + ChainRules.UNPROVED_LIFE.toMillis());
  }

  /** Learns and holds every identity whose keys prove themselves, and notes who signed. */
  private static SessionHead prove(StateDiff state, CreateSession creation, SessionHead initial) {
    SessionHead head = initial;
    for (int i = 0; i < creation.participants().size(); i++) {
      ParticipantId participant = creation.participants().get(i);
      Bytes entry = creation.publicKeys().get(i);
      if (entry.size() == IdentityKeys.BYTES) {
        Identities.remember(state, participant, IdentityKeys.fromBytes(entry));
      }
      if (Identities.find(state, participant).isPresent()) {
        Identities.hold(state, participant);
        head = head.withProved(i);
      }
    }
    return creation.isSigned()
        ? head.withAccepted(
            creation.participants().indexOf(creation.creator()), creation.participants().size())
        : head;
  }
}
