package org.sessionvm.rpc.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelMember;
import org.sessionvm.vm.ChannelReader;
import org.sessionvm.vm.ChannelView;
import org.sessionvm.vm.StateReader;

/** A channel's messages in order, and what is shown of it whenever that is another than before. */
final class ChannelFeed implements Feed {
  private final Topic.OfChannel topic;

  /** That of the beginning: who comes back to the channel may not have been there in between. */
  private final Optional<TransactionId> membership;

  private long nextSequence;
  private Optional<ShownChannel> told;

  private ChannelFeed(Topic.OfChannel topic, Optional<ChannelView> now) {
    this.topic = topic;
    this.membership = now.flatMap(ChannelFeed::membership);
    this.nextSequence = topic.fromSequence();
    this.told = now.map(ShownChannel::of);
  }

  /** The subscriber knows what is shown of the channel now. */
  static ChannelFeed of(StateReader state, Topic.OfChannel topic) {
    return new ChannelFeed(topic, state.channels().view(topic.channel(), topic.reader()));
  }

  private static Optional<TransactionId> membership(ChannelView view) {
    return view.member().map(ChannelMember::membership);
  }

  /** The state says it all. */
  @Override
  public void touch(Touch touch) {}

  @Override
  public void miss() {}

  @Override
  public Event.Ended ended(EndReason reason) {
    return new Event.Ended(reason, Optional.of(topic.subject()), OptionalLong.of(nextSequence));
  }

  @Override
  public Page next(StateReader state) {
    Optional<ChannelView> found = state.channels().view(topic.channel(), topic.reader());
    if (found.isEmpty()) {
      return new Page(List.of(ended(EndReason.CHANNEL_GONE)), false);
    }
    return mayRead(found.get())
        ? page(state.channels(), found.get())
        : new Page(List.of(ended(EndReason.NOT_A_MEMBER)), false);
  }

  /** Asked of the same state that the page is read from, so that none holds what came after. */
  private boolean mayRead(ChannelView view) {
    return topic.reader().isEmpty()
        || (membership.isPresent() && membership.equals(membership(view)));
  }

  private Page page(ChannelReader channels, ChannelView view) {
    List<Event> events = new ArrayList<>();
    ChannelReader.Saids page =
        channels.messages(topic.channel(), nextSequence, MESSAGES_MAX, BYTES_MAX);
    page.messages().forEach(said -> events.add(new Event.ChannelMessageAccepted(said)));
    nextSequence = page.nextSequence();
    boolean hasMore = nextSequence < view.channel().messages();
    Optional<ShownChannel> shown = Optional.of(ShownChannel.of(view));
    if (!hasMore && !shown.equals(told)) {
      told = shown;
      events.add(new Event.ChannelChanged(topic.channel(), Optional.of(view)));
    }
    return new Page(events, hasMore);
  }
}
