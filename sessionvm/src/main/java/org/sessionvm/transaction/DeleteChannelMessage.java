package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelMessage;
import org.sessionvm.state.ChannelMessageKey;
import org.sessionvm.state.Columns;
import org.sessionvm.state.ErasedPayloads;
import org.sessionvm.state.StateDiff;

/**
 * Somebody deletes what it said in a channel, for everyone. The message keeps its id and its place.
 *
 * @param channel where
 * @param sender who said it
 * @param sequence its place
 */
public record DeleteChannelMessage(ChannelId channel, ParticipantId sender, long sequence)
    implements Transaction {
  static final int TYPE = 24;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(channel).id(sender).u64(sequence);
  }

  static DeleteChannelMessage read(ByteReader reader) {
    return new DeleteChannelMessage(
        reader.id(ChannelId::new), reader.id(ParticipantId::new), reader.u64());
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return sequence < 0
        ? Optional.of(Rejection.malformed("sequence", "is 2^63 or more"))
        : Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return own(context)
        .filter(
            message ->
                ErasedPayloads.isGone(
                    context.state(), message.record(), context.block().history(), context.now()))
        .map(_ -> new Outcome.ChannelMessageDeleted(channel, sequence));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Membership.known(context, channel);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, sender);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    if (own(context).isPresent()) {
      return Optional.empty();
    }
    if (Membership.member(context, channel, sender).isEmpty()) {
      return Optional.of(Rejection.unauthorized("not a member of the channel"));
    }
    return message(context).isEmpty()
        ? Optional.of(Rejection.of(RejectionCode.UNKNOWN_MESSAGE))
        : Optional.of(Rejection.unauthorized("not the sender of the message"));
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    ErasedPayloads.erase(
        state, own(context).orElseThrow().record(), context.block().history(), context.now());
    return new Outcome.ChannelMessageDeleted(channel, sequence);
  }

  private Optional<ChannelMessage> message(StateContext context) {
    return Columns.CHANNEL_MESSAGES.get(context.state(), new ChannelMessageKey(channel, sequence));
  }

  /** Its own, whether or not it is still a member. */
  private Optional<ChannelMessage> own(StateContext context) {
    return message(context).filter(message -> message.sender().equals(sender));
  }
}
