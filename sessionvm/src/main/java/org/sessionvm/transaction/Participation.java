package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Identities;
import org.sessionvm.state.SessionKeyIndex;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.Sessions;
import org.sessionvm.state.StateDiff;

/** What everything that a participant does in a session has in common. */
final class Participation {
  private Participation() {}

  /** Whether there is such a session, ended or not. */
  static Optional<Rejection> known(StateContext context, SessionId session) {
    return context.session(session).isPresent()
        ? Optional.empty()
        : Optional.of(Rejection.of(RejectionCode.UNKNOWN_SESSION));
  }

  static Optional<Rejection> target(StateContext context, SessionId session, boolean settled) {
    Optional<SessionView> view = context.session(session);
    if (view.isEmpty()) {
      return Optional.of(Rejection.of(RejectionCode.UNKNOWN_SESSION));
    }
    if (settled) {
      return Optional.empty();
    }
    return switch (view.get().statusAt(context.now())) {
      case PENDING, ACTIVE -> Optional.empty();
      case EXPIRED -> Optional.of(Rejection.of(RejectionCode.SESSION_EXPIRED));
      case CLOSED -> Optional.of(Rejection.of(RejectionCode.SESSION_CLOSED));
    };
  }

  static Optional<Rejection> authorize(
      StateContext context, SessionId session, ParticipantId participant) {
    SessionView view = context.session(session).orElseThrow();
    int index = view.indexOf(participant);
    if (index < 0) {
      return Optional.of(Rejection.unauthorized("not a participant"));
    }
    if (context.rules().isOpen() || view.head().proved().contains(index)) {
      return Optional.empty();
    }
    Bytes entry =
        Columns.SESSION_KEYS
            .get(context.state(), new SessionKeyIndex(session, index))
            .orElseThrow();
    // Whoever made the session gave a key of somebody else's: what is encrypted to it is not meant
    // for this identity, which therefore never becomes a part of the session.
    return Identities.find(context.state(), participant)
        .filter(keys -> !isKeyOf(entry, keys))
        .map(_ -> Rejection.unauthorized("the session names another key for this participant"));
  }

  static Transaction.Signer signer(StateContext context, ParticipantId participant) {
    return Identities.find(context.state(), participant)
        .<Transaction.Signer>map(keys -> new Transaction.Signer.Known(keys.dsa()))
        .orElseGet(Transaction.Signer.Unknown::new);
  }

  /** The status of the session once the participant has signed something in it. */
  static SessionStatus statusAfterProof(
      StateContext context, SessionView view, ParticipantId participant) {
    return context.rules().isOpen()
        ? view.head().status()
        : view.head()
            .withAccepted(view.indexOf(participant), view.session().participants().size())
            .status();
  }

  /** Notes that the participant signed, and holds its identity for the session's life. */
  static SessionView prove(
      StateContext context, StateDiff state, SessionId session, ParticipantId participant) {
    SessionView view = context.session(session).orElseThrow();
    return context.rules().isOpen() ? view : Sessions.prove(state, view, view.indexOf(participant));
  }

  /** Whether a session's key entry is the identity's: both keys, or the first alone. */
  static boolean isKeyOf(Bytes entry, IdentityKeys keys) {
    return entry.size() == IdentityKeys.BYTES
        ? entry.equals(keys.toBytes())
        : entry.equals(keys.kem().bytes());
  }
}
