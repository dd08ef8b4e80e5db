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
import org.sessionvm.state.MessageReceipt;
import org.sessionvm.state.Receipts;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.StateDiff;

/**
 * A participant says what has reached it and what it has read. It is no acceptance of the session:
 * a wallet may acknowledge by itself.
 *
 * @param session where
 * @param participant who
 * @param delivered messages that have reached it: all of a lower sequence
 * @param read messages that it has read, likewise
 * @param keepsPrivate whether others are not to see {@code read}; counts where that moves on
 */
public record AcknowledgeMessages(
    SessionId session, ParticipantId participant, long delivered, long read, boolean keepsPrivate)
    implements Transaction {
  static final int TYPE = 16;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(session).id(participant).u64(delivered).u64(read).flag(keepsPrivate);
  }

  static AcknowledgeMessages read(ByteReader reader) {
    return new AcknowledgeMessages(
        reader.id(SessionId::new),
        reader.id(ParticipantId::new),
        reader.u64(),
        reader.u64(),
        reader.flag());
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    if (delivered < 0) {
      return Optional.of(Rejection.malformed("delivered", "is 2^63 or more"));
    }
    return read < 0 || read > delivered
        ? Optional.of(Rejection.malformed("read", "is more than was delivered"))
        : Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return context
        .session(session)
        .filter(view -> view.indexOf(participant) >= 0)
        .filter(view -> receipt(context, view).covers(delivered, read))
        .map(_ -> new Outcome.MessagesAcknowledged(session));
  }

  private MessageReceipt receipt(StateContext context, SessionView view) {
    return Receipts.of(context.state(), view, view.indexOf(participant));
  }

  /** What can be read can be acknowledged, so the end of a session is no obstacle. */
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

  /** After the signature: nobody else may find out how many messages there are. */
  @Override
  public Optional<Rejection> limits(StateContext context) {
    return context
        .session(session)
        .filter(view -> delivered > view.head().nextSequence())
        .map(_ -> Rejection.malformed("delivered", "is more than the session has messages"));
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    SessionView view = context.session(session).orElseThrow();
    MessageReceipt advanced = receipt(context, view).advanced(delivered, read, keepsPrivate);
    Receipts.put(state, view, view.indexOf(participant), advanced);
    return new Outcome.MessagesAcknowledged(session);
  }
}
