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
import org.sessionvm.state.ChannelMember;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.Channels;
import org.sessionvm.state.StateDiff;

/**
 * A member leaves a channel, or an admin removes it; or an invitation is declined or withdrawn.
 *
 * @param channel which one
 * @param remover who; the member itself to leave or decline
 * @param member whom
 * @param membership the creation or invitation that is to count no more, so that nobody can repeat
 *     this against a later one
 */
public record RemoveChannelMember(
    ChannelId channel, ParticipantId remover, ParticipantId member, TransactionId membership)
    implements Transaction {
  static final int TYPE = 20;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(channel).id(remover).id(member).id(membership);
  }

  static RemoveChannelMember read(ByteReader reader) {
    return new RemoveChannelMember(
        reader.id(ChannelId::new),
        reader.id(ParticipantId::new),
        reader.id(ParticipantId::new),
        reader.id(TransactionId::new));
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    boolean entitled =
        remover.equals(member) || Membership.has(context, channel, remover, ChannelRole.ADMIN);
    return entitled && current(context).isEmpty() && !isInvited(context)
        ? Optional.of(new Outcome.ChannelMemberRemoved(channel))
        : Optional.empty();
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
    return Participation.signer(context, remover);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    return remover.equals(member) ? ownLimits(context) : othersLimits(context);
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    if (isInvited(context)) {
      Channels.withdraw(state, channel, member);
    } else {
      Channels.depart(state, channel, member);
      Membership.release(context, state, member);
    }
    return new Outcome.ChannelMemberRemoved(channel);
  }

  private Optional<ChannelMember> current(StateContext context) {
    return Membership.member(context, channel, member)
        .filter(found -> found.membership().equals(membership));
  }

  private boolean isInvited(StateContext context) {
    return Membership.invitation(context, channel, member, membership).isPresent();
  }

  private Optional<Rejection> ownLimits(StateContext context) {
    boolean owns = current(context).filter(found -> found.role() == ChannelRole.OWNER).isPresent();
    return owns
        ? Optional.of(Rejection.unauthorized("an owner hands the channel over or closes it"))
        : Membership.open(context, channel);
  }

  private Optional<Rejection> othersLimits(StateContext context) {
    // Of the remover's own role or a higher one nobody is removed.
    ChannelRole least =
        current(context)
            .filter(found -> found.role().isAtLeast(ChannelRole.ADMIN))
            .map(_ -> ChannelRole.OWNER)
            .orElse(ChannelRole.ADMIN);
    if (current(context).filter(found -> found.role() == ChannelRole.OWNER).isPresent()) {
      return Membership.require(context, channel, remover, ChannelRole.ADMIN)
          .or(() -> Optional.of(Rejection.unauthorized("nobody removes the owner")));
    }
    return Membership.require(context, channel, remover, least);
  }
}
