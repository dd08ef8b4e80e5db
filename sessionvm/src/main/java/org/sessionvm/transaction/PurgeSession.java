package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.Sessions;
import org.sessionvm.state.StateDiff;

/**
 * A participant deletes everything that was said in a session that has ended. Ids and places of the
 * messages stay. No reader is given them from now on; the sweep takes them off the disk.
 *
 * @param session which one
 * @param participant who
 */
public record PurgeSession(SessionId session, ParticipantId participant) implements Transaction {
  static final int TYPE = 15;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(session).id(participant);
  }

  static PurgeSession read(ByteReader reader) {
    return new PurgeSession(reader.id(SessionId::new), reader.id(ParticipantId::new));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return context
        .session(session)
        .filter(view -> !view.statusAt(context.now()).isEnded())
        .map(_ -> Rejection.malformed("sessionId", "names a session that has not ended"));
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return context
        .session(session)
        .filter(view -> view.indexOf(participant) >= 0)
        .filter(view -> view.head().extension().purged())
        .map(_ -> new Outcome.SessionPurged(session));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Participation.known(context, session);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Participation.authorize(context, session, participant);
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, participant);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    SessionView view = context.session(session).orElseThrow();
    Sessions.purge(state, view);
    return new Outcome.SessionPurged(session);
  }
}
