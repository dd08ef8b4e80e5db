package org.sessionvm.transaction;

import java.util.Optional;
import java.util.OptionalInt;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.ErasedPayloads;
import org.sessionvm.state.MessageKey;
import org.sessionvm.state.MessageRecord;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.StateDiff;

/**
 * A participant deletes what it said, for everyone. The message keeps its id and its place.
 *
 * @param session where
 * @param sender who said it
 * @param sequence its place
 */
public record DeleteMessage(SessionId session, ParticipantId sender, long sequence)
    implements Transaction {
  static final int TYPE = 14;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(session).id(sender).u64(sequence);
  }

  static DeleteMessage read(ByteReader reader) {
    return new DeleteMessage(
        reader.id(SessionId::new), reader.id(ParticipantId::new), reader.u64());
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return sequence < 0
        ? Optional.of(Rejection.malformed("sequence", "is 2^63 or more"))
        : Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    Optional<SessionView> view = context.session(session);
    return view.flatMap(_ -> message(context))
        .filter(message -> message.sender().equals(place(view.orElseThrow())))
        .filter(message -> context.isGone(view.orElseThrow(), message))
        .map(_ -> new Outcome.MessageDeleted(session, sequence));
  }

  private OptionalInt place(SessionView view) {
    return OptionalInt.of(view.indexOf(sender));
  }

  private Optional<MessageRecord> message(StateContext context) {
    return Columns.MESSAGES.get(context.state(), new MessageKey(session, sequence));
  }

  /** What can be read can be deleted, so the end of a session is no obstacle. */
  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Participation.known(context, session);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Participation.authorize(context, session, sender);
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, sender);
  }

  /** After the signature: nobody else may find out which messages there are, and whose. */
  @Override
  public Optional<Rejection> limits(StateContext context) {
    Optional<MessageRecord> message = message(context);
    if (message.isEmpty()) {
      return Optional.of(Rejection.of(RejectionCode.UNKNOWN_MESSAGE));
    }
    SessionView view = context.session(session).orElseThrow();
    return message.get().sender().equals(place(view))
        ? Optional.empty()
        : Optional.of(Rejection.unauthorized("not the sender of the message"));
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    MessageRecord message = message(context).orElseThrow();
    ErasedPayloads.erase(state, message, context.block().history(), context.now());
    return new Outcome.MessageDeleted(session, sequence);
  }
}
