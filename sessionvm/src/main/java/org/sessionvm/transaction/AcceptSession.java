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
import org.sessionvm.state.StateDiff;

/**
 * A participant proves itself in a session and agrees to it.
 *
 * @param session which one
 * @param participant who
 */
public record AcceptSession(SessionId session, ParticipantId participant) implements Transaction {
  static final int TYPE = 3;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(session).id(participant);
  }

  static AcceptSession read(ByteReader reader) {
    return new AcceptSession(reader.id(SessionId::new), reader.id(ParticipantId::new));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return context
        .session(session)
        .filter(view -> hasAccepted(context, view))
        .map(view -> new Outcome.SessionAccepted(session, view.statusAt(context.now())));
  }

  private boolean hasAccepted(StateContext context, SessionView view) {
    int index = view.indexOf(participant);
    // Where no proof is asked for, a session is active from its start and there is nothing to do.
    return index >= 0 && (context.rules().isOpen() || view.head().accepted().contains(index));
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
    return new Outcome.SessionAccepted(session, view.statusAt(context.now()));
  }
}
