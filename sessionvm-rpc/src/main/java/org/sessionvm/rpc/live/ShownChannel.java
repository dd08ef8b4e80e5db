package org.sessionvm.rpc.live;

import java.util.Optional;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelGenerations;
import org.sessionvm.state.ChannelInvitation;
import org.sessionvm.state.ChannelMember;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.vm.ChannelView;

/**
 * Everything by which what is shown of a channel changes, but for how many messages it has, which
 * the messages tell; and how many keys the one has who is shown it.
 */
record ShownChannel(
    ParticipantId owner,
    boolean isClosed,
    int members,
    long generation,
    long latestGeneration,
    int missing,
    boolean isSendable,
    Optional<ChannelRole> role,
    Optional<TransactionId> membership,
    Optional<TransactionId> invitation,
    int keys) {
  static ShownChannel of(ChannelView view) {
    Channel channel = view.channel();
    ChannelGenerations generations = channel.generations();
    return new ShownChannel(
        channel.owner(),
        channel.isClosed(),
        channel.members(),
        generations.current(),
        generations.latest(),
        generations.missing(),
        view.isSendable(),
        view.member().map(ChannelMember::role),
        view.member().map(ChannelMember::membership),
        view.invitation().map(ChannelInvitation::id),
        view.member().map(ChannelMember::keys).orElse(0));
  }
}
