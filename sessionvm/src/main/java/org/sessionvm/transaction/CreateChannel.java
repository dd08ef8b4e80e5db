package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Channels;
import org.sessionvm.state.ParticipantChannel;
import org.sessionvm.state.StateDiff;

/**
 * An identity begins a channel, which it owns.
 *
 * @param owner whose it will be
 * @param name what it is called
 * @param timestampMillis the owner's clock, unsigned
 * @param nonce makes channels of one name and moment differ, unsigned
 */
public record CreateChannel(ParticipantId owner, ChannelName name, long timestampMillis, long nonce)
    implements Transaction {
  static final int TYPE = 17;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(owner).string(name.text()).u64(timestampMillis).u64(nonce);
  }

  static CreateChannel read(ByteReader reader) {
    return new CreateChannel(
        reader.id(ParticipantId::new),
        new ChannelName(reader.string(ChannelName.BYTES_MAX)),
        reader.u64(),
        reader.u64());
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    // A channel outlives the time in which its creation could be repeated.
    return context.channel(ChannelId.of(id)).map(_ -> new Outcome.ChannelCreated(ChannelId.of(id)));
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Optional.empty();
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, owner);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    return Ownership.timeliness(context, timestampMillis).or(() -> ownable(context, owner));
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    ChannelId channel = ChannelId.of(id);
    Membership.hold(context, state, owner);
    Channels.create(state, channel, name, owner, context.now());
    return new Outcome.ChannelCreated(channel);
  }

  /** Whether somebody may own one more channel. */
  static Optional<Rejection> ownable(StateContext context, ParticipantId owner) {
    long most = context.rules().channelsPerOwnerMax();
    return Channels.count(context.state(), owner, ParticipantChannel.Relation.OWNED, most) >= most
        ? Optional.of(Rejection.limit("maxChannels", most))
        : Optional.empty();
  }
}
