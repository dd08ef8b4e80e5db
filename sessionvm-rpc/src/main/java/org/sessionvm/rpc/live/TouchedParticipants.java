package org.sessionvm.rpc.live;

import java.util.Optional;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Channel;
import org.sessionvm.vm.ChannelReader;
import org.sessionvm.vm.ChannelView;
import org.sessionvm.vm.StateReader;

/**
 * Tells those who follow a participant of what concerns it.
 *
 * @param state in which it is looked for
 * @param subscribed who are followed
 */
record TouchedParticipants(StateReader state, Subscribers<ParticipantId> subscribed) {
  void bring(Touch touch) {
    switch (touch.subject()) {
      case Subject.OfSession(SessionId session) ->
          state.session(session).stream()
              .flatMap(found -> found.session().participants().stream())
              .forEach(participant -> tell(participant, touch));
      case Subject.OfChannel(ChannelId channel) -> bring(channel, touch);
      case Subject.OfMembership(ChannelId _, ParticipantId participant) -> tell(participant, touch);
      // Who wants receipts asks for them.
      case Subject.OfReceipts _ -> {}
    }
  }

  /**
   * A channel may have a thousand members, and many participants may be followed: those are looked
   * at who are fewer. So a touch costs one look for each who is followed, or one scan of a channel,
   * which {@link Channel#MEMBERS_MAX} bounds.
   */
  private void bring(ChannelId id, Touch touch) {
    ChannelReader channels = state.channels();
    channels
        .channel(id)
        .map(
            channel ->
                channel.members() + channel.invitations() < subscribed.size()
                    ? channels.participants(id).stream()
                    : subscribed.keys().filter(who -> isEntitled(channels, id, who)))
        .ifPresent(concerned -> concerned.forEach(participant -> tell(participant, touch)));
  }

  private static boolean isEntitled(ChannelReader channels, ChannelId id, ParticipantId who) {
    return channels.view(id, Optional.of(who)).filter(ChannelView::isEntitled).isPresent();
  }

  private void tell(ParticipantId participant, Touch touch) {
    subscribed.of(participant).forEach(subscription -> subscription.touch(touch));
  }
}
