package org.sessionvm.state;

import java.util.Optional;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.KeyValueReader;

/** A session as it stands: its id, what never changes and what does. */
public record SessionView(SessionId id, Session session, SessionHead head) {
  /** A session by its id, also one that is due to be deleted. */
  public static Optional<SessionView> find(KeyValueReader state, SessionId id) {
    return Columns.SESSIONS
        .get(state, id)
        .flatMap(
            session ->
                Columns.SESSION_HEADS
                    .get(state, id)
                    .map(head -> new SessionView(id, session, head)));
  }

  /** The status at {@code millis}, whether or not a block has noticed yet. */
  public SessionStatus statusAt(long millis) {
    if (!head.status().isEnded() && millis >= session.expiresMillis()) {
      return SessionStatus.EXPIRED;
    }
    return head.status();
  }

  /** Whether nobody has proved anything in a chain that asks for proof. */
  public boolean isUnproved() {
    return session.unprovedUntilMillis() != 0 && head.accepted().count() == 0;
  }

  /** Whether the session is to be treated as deleted at {@code millis}. */
  public boolean isGoneAt(long millis, long retentionMillis) {
    if (isUnproved() && millis >= session.unprovedUntilMillis()) {
      return true;
    }
    return millis >= endMillis() + retentionMillis;
  }

  /** When it ended, or will unless something happens before. */
  public long endMillis() {
    return head.status() == SessionStatus.CLOSED ? head.endedMillis() : session.expiresMillis();
  }

  /** The position of a participant, or -1. */
  public int indexOf(ParticipantId participant) {
    return session.participants().indexOf(participant);
  }
}
