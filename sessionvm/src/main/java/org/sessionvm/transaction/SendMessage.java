package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.genesis.Limits;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Pairs;
import org.sessionvm.state.SessionHead;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.Sessions;
import org.sessionvm.state.StateDiff;
import org.sessionvm.state.TransactionRecord;

/**
 * A participant says something that the chain cannot read.
 *
 * @param session where
 * @param sender who
 * @param keyGeneration under which of the session's keys, from 0 to 2^32-1; 0 is none of them
 * @param ciphertext what
 */
public record SendMessage(
    SessionId session, ParticipantId sender, long keyGeneration, Bytes ciphertext)
    implements Transaction {
  static final int TYPE = 4;

  /** Longest ciphertext that any chain allows. */
  public static final int CIPHERTEXT_BYTES_CEILING = 262_144;

  private static final long KEY_GENERATION_MAX = 0xffff_ffffL;

  public SendMessage {
    if (keyGeneration < 0 || keyGeneration > KEY_GENERATION_MAX) {
      throw new IllegalArgumentException(
          "keyGeneration must be from 0 to " + KEY_GENERATION_MAX + ", not " + keyGeneration);
    }
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(session).id(sender).u32((int) keyGeneration).bytes(ciphertext);
  }

  static SendMessage read(ByteReader reader) {
    return new SendMessage(
        reader.id(SessionId::new),
        reader.id(ParticipantId::new),
        Integer.toUnsignedLong(reader.u32Unbounded()),
        reader.bytes(CIPHERTEXT_BYTES_CEILING));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return context
        .done(id, TransactionRecord.Message.class)
        .map(message -> new Outcome.MessageAccepted(message.session(), message.sequence()));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Participation.target(context, session, settled);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Participation.authorize(context, session, sender);
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, sender);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    SessionView view = context.session(session).orElseThrow();
    // Not a matter of form: how many keys a session has is told to its participants alone.
    if (keyGeneration > view.head().extension().keyGenerations()) {
      return Optional.of(Rejection.malformed("keyGeneration", "the session has no such key"));
    }
    // Not asked of a message that was accepted before the block.
    if (isBlocked(context)) {
      return Optional.of(Rejection.unauthorized("blocked"));
    }
    int bytesMax = context.rules().limits().ciphertextBytesMax();
    if (ciphertext.size() > bytesMax) {
      return Optional.of(Rejection.limit("ciphertextBytesMax", bytesMax));
    }
    long most = context.rules().messagesPerSessionMax();
    if (view.head().nextSequence() >= most) {
      return Optional.of(Rejection.limit("maxMessages", most));
    }
    // The counterpart's first message makes the session active, so it is not held to the limits.
    return Participation.statusAfterProof(context, view, sender) == SessionStatus.PENDING
        ? pendingLimits(context, view.head())
        : Optional.empty();
  }

  /** Whether the other owner of a session between handles takes no messages of the sender. */
  private boolean isBlocked(StateContext context) {
    SessionView view = context.session(session).orElseThrow();
    int other = 1 - view.indexOf(sender);
    return Pairs.of(context.state(), view)
        .flatMap(pair -> Pairs.find(context.state(), pair))
        .filter(_ -> view.session().participants().size() > 1)
        .filter(pair -> pair.side(other).blocks())
        .isPresent();
  }

  private Optional<Rejection> pendingLimits(StateContext context, SessionHead head) {
    Limits limits = context.rules().limits();
    if (head.nextSequence() >= limits.pendingMessagesMax()) {
      return Optional.of(Rejection.limit("pendingMessagesMax", limits.pendingMessagesMax()));
    }
    if (head.ciphertextBytes() + ciphertext.size() > limits.pendingBytesMax()) {
      return Optional.of(Rejection.limit("pendingBytesMax", limits.pendingBytesMax()));
    }
    return Optional.empty();
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    SessionView view = Participation.prove(context, state, session, sender);
    long sequence = view.head().nextSequence();
    Sessions.addMessage(state, view, context.message(id, view.indexOf(sender)), ciphertext.size());
    Pairs.addMessage(state, view, context.now());
    return new Outcome.MessageAccepted(session, sequence);
  }
}
