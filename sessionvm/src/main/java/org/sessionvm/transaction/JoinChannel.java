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
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.Channels;
import org.sessionvm.state.StateDiff;

/**
 * Somebody who is invited becomes a member of a channel.
 *
 * @param channel which one
 * @param participant who
 * @param invitation by which, so that nobody can repeat this after a later one
 */
public record JoinChannel(ChannelId channel, ParticipantId participant, TransactionId invitation)
    implements Transaction {
  static final int TYPE = 19;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(channel).id(participant).id(invitation);
  }

  static JoinChannel read(ByteReader reader) {
    return new JoinChannel(
        reader.id(ChannelId::new), reader.id(ParticipantId::new), reader.id(TransactionId::new));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return Membership.member(context, channel, participant)
        .filter(member -> member.membership().equals(invitation))
        .map(_ -> new Outcome.ChannelJoined(channel));
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
    return Participation.signer(context, participant);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    return Membership.invitation(context, channel, participant, invitation)
            .filter(found -> mayStillInvite(context, found.inviter()))
            .isEmpty()
        ? Optional.of(Rejection.of(RejectionCode.UNKNOWN_INVITATION))
        : Membership.open(context, channel);
  }

  /** Who was removed, or is no admin any more, must not come back in another's name. */
  private boolean mayStillInvite(StateContext context, ParticipantId inviter) {
    return Membership.has(context, channel, inviter, ChannelRole.ADMIN);
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    Membership.hold(context, state, participant);
    Channels.join(state, channel, participant, context.now());
    return new Outcome.ChannelJoined(channel);
  }
}
