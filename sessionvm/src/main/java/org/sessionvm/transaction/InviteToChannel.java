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
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelInvitation;
import org.sessionvm.state.ChannelRecord;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.Channels;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Identities;
import org.sessionvm.state.ParticipantChannel;
import org.sessionvm.state.StateDiff;

/**
 * An admin lets somebody join a channel.
 *
 * @param channel which one
 * @param inviter who
 * @param invitee whom; the chain must know its keys
 * @param timestampMillis the inviter's clock, unsigned
 */
public record InviteToChannel(
    ChannelId channel, ParticipantId inviter, ParticipantId invitee, long timestampMillis)
    implements Transaction {
  static final int TYPE = 18;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(channel).id(inviter).id(invitee).u64(timestampMillis);
  }

  static InviteToChannel read(ByteReader reader) {
    return new InviteToChannel(
        reader.id(ChannelId::new),
        reader.id(ParticipantId::new),
        reader.id(ParticipantId::new),
        reader.u64());
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return Columns.CHANNEL_TRANSACTIONS
        .get(context.state(), id)
        .filter(ChannelRecord.Invitation.class::isInstance)
        .map(ChannelRecord.Invitation.class::cast)
        .filter(made -> context.now() < made.expiresMillis())
        .map(made -> new Outcome.ChannelInvited(channel, id, made.expiresMillis()));
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
    return Participation.signer(context, inviter);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    return Membership.require(context, channel, inviter, ChannelRole.ADMIN)
        .or(() -> Ownership.timeliness(context, timestampMillis))
        .or(() -> invitable(context))
        .or(() -> room(context));
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    long expires = context.now() + ChannelInvitation.LIFE.toMillis();
    Channels.invite(state, channel, invitee, new ChannelInvitation(id, inviter, expires));
    return new Outcome.ChannelInvited(channel, id, expires);
  }

  private Optional<Rejection> invitable(StateContext context) {
    if (Membership.member(context, channel, invitee).isPresent()) {
      return Optional.of(Rejection.malformed("invitee", "is a member already"));
    }
    // Nobody could wrap a key for it, nor would its signature be known.
    return !context.rules().isOpen() && Identities.find(context.state(), invitee).isEmpty()
        ? Optional.of(Rejection.malformed("invitee", "the chain knows no keys of it"))
        : Optional.empty();
  }

  /** One that takes the place of another needs no more room. */
  private Optional<Rejection> room(StateContext context) {
    if (Channels.invitation(context.state(), channel, invitee).isPresent()) {
      return Optional.empty();
    }
    Channel found = Membership.channel(context, channel);
    if (found.members() + found.invitations() >= Channel.MEMBERS_MAX) {
      return Optional.of(Rejection.limit("channelMembersMax", Channel.MEMBERS_MAX));
    }
    long most = ChannelInvitation.PER_PARTICIPANT_MAX;
    return Channels.count(context.state(), invitee, ParticipantChannel.Relation.INVITED, most)
            >= most
        ? Optional.of(Rejection.limit("channelInvitationsPerParticipantMax", most))
        : Optional.empty();
  }
}
