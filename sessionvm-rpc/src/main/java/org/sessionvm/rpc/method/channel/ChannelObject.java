package org.sessionvm.rpc.method.channel;

import java.time.Instant;
import java.util.Optional;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelGenerations;
import org.sessionvm.state.ChannelInvitation;
import org.sessionvm.state.ChannelMember;
import org.sessionvm.vm.ChannelView;

/** A channel as JSON. */
public record ChannelObject(
    @Field("CB58 id") ChannelId id,
    @Field("what it is called") ChannelName name,
    @Field("CB58 id") ParticipantId owner,
    @Field("open or closed") String status,
    @Field("when it began") Instant created,
    @Field("how many members") int members,
    @Field("messages ever accepted") long messageCount,
    @Field("number of the current key; 0 is none") long generation,
    @Field("number of the latest key that was begun") long latestGeneration,
    @Field("members who lack the pending key; 0 if none is pending") int missing,
    @Field("whether messages may be sent under the current key") boolean sendable,
    @Field("the participant's own: member, admin or owner; null if it is invited")
        Optional<String> role,
    @Field("CB58 id of what made the participant a member; null if it is invited")
        Optional<TransactionId> membership,
    @Field("CB58 id of the participant's invitation; null if it is a member")
        Optional<TransactionId> invitation) {
  /** As the one sees it who is shown it. */
  public static ChannelObject of(ChannelView view) {
    Channel channel = view.channel();
    ChannelGenerations keys = channel.generations();
    return new ChannelObject(
        view.id(),
        channel.name(),
        channel.owner(),
        channel.isClosed() ? "closed" : "open",
        Instant.ofEpochMilli(channel.createdMillis()),
        channel.members(),
        channel.messages(),
        keys.current(),
        keys.latest(),
        keys.missing(),
        view.isSendable(),
        view.member().map(found -> found.role().wireName()),
        view.member().map(ChannelMember::membership),
        view.invitation().map(ChannelInvitation::id));
  }
}
