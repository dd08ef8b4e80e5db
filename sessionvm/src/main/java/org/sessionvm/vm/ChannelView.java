package org.sessionvm.vm;

import java.util.Optional;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelInvitation;
import org.sessionvm.state.ChannelMember;

/**
 * A channel as somebody sees it.
 *
 * @param member what that one is in it, if it is a member
 * @param invitation by which that one may join it, if it is invited
 */
public record ChannelView(
    ChannelId id,
    Channel channel,
    Optional<ChannelMember> member,
    Optional<ChannelInvitation> invitation) {
  /** Whether that one is a member or invited. */
  public boolean isEntitled() {
    return member.isPresent() || invitation.isPresent();
  }

  /** Whether messages may be sent under the current key. */
  public boolean isSendable() {
    return !channel.isClosed() && channel.generations().isSendable(channel.generations().current());
  }
}
