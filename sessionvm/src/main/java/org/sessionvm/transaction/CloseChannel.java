package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.Channels;
import org.sessionvm.state.StateDiff;

/**
 * The owner of a channel ends it; it goes with everything in it once the retention is over.
 *
 * @param channel which one
 * @param owner whose it is
 */
public record CloseChannel(ChannelId channel, ParticipantId owner) implements Transaction {
  static final int TYPE = 25;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(channel).id(owner);
  }

  static CloseChannel read(ByteReader reader) {
    return new CloseChannel(reader.id(ChannelId::new), reader.id(ParticipantId::new));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return context
        .channel(channel)
        .filter(found -> found.isClosed() && found.owner().equals(owner))
        .map(_ -> new Outcome.ChannelClosed(channel));
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
    return Participation.signer(context, owner);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    return Membership.require(context, channel, owner, ChannelRole.OWNER);
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    Channels.close(state, channel, context.now(), context.retainedUntil());
    return new Outcome.ChannelClosed(channel);
  }
}
