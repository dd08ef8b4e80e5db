package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelInvitation;
import org.sessionvm.state.ChannelMember;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.state.Channels;
import org.sessionvm.state.Identities;
import org.sessionvm.state.StateDiff;

/**
 * What everything that is done in a channel has in common. Only whether there is a channel is told
 * before the signature: who is in it and what state it is in, nobody else is to find out.
 */
final class Membership {
  private Membership() {}

  /** Whether there is such a channel, closed or not. */
  static Optional<Rejection> known(StateContext context, ChannelId channel) {
    return context.channel(channel).isPresent()
        ? Optional.empty()
        : Optional.of(Rejection.of(RejectionCode.UNKNOWN_CHANNEL));
  }

  static Channel channel(StateContext context, ChannelId channel) {
    return context.channel(channel).orElseThrow();
  }

  static Optional<ChannelMember> member(
      StateContext context, ChannelId channel, ParticipantId participant) {
    return Channels.member(context.state(), channel, participant);
  }

  /** Whether somebody is a member with at least such a role. */
  static boolean has(
      StateContext context, ChannelId channel, ParticipantId participant, ChannelRole role) {
    return context.channel(channel).isPresent()
        && member(context, channel, participant)
            .filter(member -> member.role().isAtLeast(role))
            .isPresent();
  }

  /** Whether the sender is a member with at least such a role, of a channel that is open. */
  static Optional<Rejection> require(
      StateContext context, ChannelId channel, ParticipantId sender, ChannelRole role) {
    Optional<ChannelMember> member = member(context, channel, sender);
    if (member.isEmpty()) {
      return Optional.of(Rejection.unauthorized("not a member of the channel"));
    }
    if (!member.get().role().isAtLeast(role)) {
      return Optional.of(Rejection.unauthorized("needs the role " + role.wireName()));
    }
    return open(context, channel);
  }

  static Optional<Rejection> open(StateContext context, ChannelId channel) {
    return channel(context, channel).isClosed()
        ? Optional.of(Rejection.of(RejectionCode.CHANNEL_CLOSED))
        : Optional.empty();
  }

  /** An invitation that is not past its time. */
  static Optional<ChannelInvitation> invitation(
      StateContext context, ChannelId channel, ParticipantId invitee) {
    return Channels.invitation(context.state(), channel, invitee)
        .filter(invitation -> context.now() < invitation.expiresMillis());
  }

  static Optional<ChannelInvitation> invitation(
      StateContext context, ChannelId channel, ParticipantId invitee, TransactionId id) {
    return invitation(context, channel, invitee).filter(found -> found.id().equals(id));
  }

  /** Holds the identity of a new member, whose keys are wanted a while longer than that. */
  static void hold(StateContext context, StateDiff state, ParticipantId participant) {
    if (!context.rules().isOpen()) {
      Identities.register(state, participant, context.retainedUntil());
      Identities.hold(state, participant);
    }
  }

  static void release(StateContext context, StateDiff state, ParticipantId participant) {
    if (!context.rules().isOpen()) {
      Identities.release(state, participant, context.retainedUntil());
    }
  }
}
