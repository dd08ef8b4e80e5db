package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelKeys;
import org.sessionvm.state.ChannelMessage;
import org.sessionvm.state.ChannelRecord;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.Channels;
import org.sessionvm.state.Columns;
import org.sessionvm.state.StateDiff;

/**
 * A member says something in a channel that the chain cannot read.
 *
 * @param channel where
 * @param sender who
 * @param keyGeneration under which of the channel's keys, from 1
 * @param ciphertext what
 */
public record SendChannelMessage(
    ChannelId channel, ParticipantId sender, long keyGeneration, Bytes ciphertext)
    implements Transaction {
  static final int TYPE = 23;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(channel).id(sender).u32((int) keyGeneration).bytes(ciphertext);
  }

  static SendChannelMessage read(ByteReader reader) {
    return new SendChannelMessage(
        reader.id(ChannelId::new),
        reader.id(ParticipantId::new),
        reader.u32(),
        reader.bytes(SendMessage.CIPHERTEXT_BYTES_CEILING));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return keyGeneration < 1 || keyGeneration > Integer.MAX_VALUE
        ? Optional.of(
            Rejection.malformed("keyGeneration", "must be from 1 to " + Integer.MAX_VALUE))
        : Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return Columns.CHANNEL_TRANSACTIONS
        .get(context.state(), id)
        .filter(ChannelRecord.Message.class::isInstance)
        .map(ChannelRecord.Message.class::cast)
        .map(sent -> new Outcome.ChannelMessageAccepted(channel, sent.sequence()));
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
    return Membership.require(context, channel, sender, ChannelRole.MEMBER)
        .or(() -> key(context))
        .or(() -> size(context));
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    long sequence = Membership.channel(context, channel).messages();
    Channels.addMessage(
        state, channel, new ChannelMessage(id, context.location(), context.now(), sender));
    return new Outcome.ChannelMessageAccepted(channel, sequence);
  }

  /** A former member must not hold the key, and the sender must. */
  private Optional<Rejection> key(StateContext context) {
    if (!Membership.channel(context, channel).generations().isSendable(keyGeneration)) {
      return Optional.of(
          Rejection.malformed("keyGeneration", "is no key that may be sent under now"));
    }
    return ChannelKeys.has(context.state(), channel, sender, keyGeneration)
        ? Optional.empty()
        : Optional.of(Rejection.malformed("keyGeneration", "is a key that the sender lacks"));
  }

  private Optional<Rejection> size(StateContext context) {
    int bytesMax = context.rules().limits().ciphertextBytesMax();
    if (ciphertext.size() > bytesMax) {
      return Optional.of(Rejection.limit("ciphertextBytesMax", bytesMax));
    }
    long most = context.rules().messagesPerSessionMax();
    return Membership.channel(context, channel).messages() >= most
        ? Optional.of(Rejection.limit("maxMessages", most))
        : Optional.empty();
  }
}
