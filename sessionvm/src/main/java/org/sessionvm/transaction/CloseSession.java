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
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.Sessions;
import org.sessionvm.state.StateDiff;

/**
 * A participant ends a session for all.
 *
 * @param session which one
 * @param participant who
 */
public record CloseSession(SessionId session, ParticipantId participant) implements Transaction {
  static final int TYPE = 5;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(session).id(participant);
  }

  static CloseSession read(ByteReader reader) {
    return new CloseSession(reader.id(SessionId::new), reader.id(ParticipantId::new));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return context
        .session(session)
        .filter(view -> view.head().status() == SessionStatus.CLOSED)
        .filter(view -> view.indexOf(participant) >= 0)
        .map(_ -> new Outcome.SessionClosed(session));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Participation.target(context, session, settled);
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
    SessionView view = Participation.prove(context, state, session, participant);
    Sessions.close(state, view, context.now(), context.retainedUntil(view));
    return new Outcome.SessionClosed(session);
  }
}
