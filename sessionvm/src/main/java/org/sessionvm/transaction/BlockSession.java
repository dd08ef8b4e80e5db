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
import org.sessionvm.state.HandlePair;
import org.sessionvm.state.PairRecord;
import org.sessionvm.state.Pairs;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.StateDiff;

/**
 * A participant of a session between handles takes the other's messages no more, or again.
 *
 * @param session which one
 * @param participant who
 * @param blocked whether no more
 * @param timestampMillis the participant's clock, unsigned; later than when it last said so
 */
public record BlockSession(
    SessionId session, ParticipantId participant, boolean blocked, long timestampMillis)
    implements Transaction {
  static final int TYPE = 10;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(session).id(participant).flag(blocked).u64(timestampMillis);
  }

  static BlockSession read(ByteReader reader) {
    return new BlockSession(
        reader.id(SessionId::new), reader.id(ParticipantId::new), reader.flag(), reader.u64());
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return side(context)
        .filter(side -> side.blocks() == blocked && side.changedMillis() == timestampMillis)
        .map(_ -> new Outcome.SessionBlocked(session, blocked));
  }

  private Optional<PairRecord.Side> side(StateContext context) {
    return context
        .session(session)
        .filter(view -> view.indexOf(participant) >= 0)
        .flatMap(
            view ->
                pair(context, view)
                    .flatMap(pair -> Pairs.find(context.state(), pair))
                    .map(pair -> pair.side(view.indexOf(participant))));
  }

  private static Optional<HandlePair> pair(StateContext context, SessionView view) {
    return Pairs.of(context.state(), view);
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Participation.target(context, session, settled)
        .or(() -> settled ? Optional.empty() : betweenHandles(context))
        .or(() -> settled ? Optional.empty() : timeliness(context));
  }

  private Optional<Rejection> betweenHandles(StateContext context) {
    return context.session(session).flatMap(view -> pair(context, view)).isPresent()
        ? Optional.empty()
        : Optional.of(Rejection.malformed("sessionId", "is not a session between handles"));
  }

  private Optional<Rejection> timeliness(StateContext context) {
    long replaced = side(context).map(PairRecord.Side::changedMillis).orElse(0L);
    return Ownership.timeliness(context, timestampMillis, replaced);
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
    HandlePair pair = Pairs.of(state, view).orElseThrow();
    Pairs.block(state, pair, view.indexOf(participant), blocked, timestampMillis);
    return new Outcome.SessionBlocked(session, blocked);
  }
}
