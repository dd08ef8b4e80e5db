package org.sessionvm.rpc.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.MessageReceipt;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.StateReader;

/**
 * How far the participants of a session have come. Marks only rise, so the newest ones say all that
 * those between said.
 */
final class ReceiptsFeed implements Feed {
  private final Topic.OfReceipts topic;

  /** Of each who was told of, as far as that is news. */
  private final Map<ParticipantId, MessageReceipt> told = new HashMap<>();

  /** Of which nobody was told. */
  ReceiptsFeed(Topic.OfReceipts topic) {
    this.topic = topic;
  }

  /** The state says it all. */
  @Override
  public void touch(Touch touch) {}

  @Override
  public void miss() {}

  @Override
  public Event.Ended ended(EndReason reason) {
    return new Event.Ended(reason, Optional.of(topic.subject()), OptionalLong.empty());
  }

  @Override
  public Page next(StateReader state) {
    Optional<SessionView> found = state.session(topic.session());
    if (found.isEmpty()) {
      return new Page(List.of(ended(EndReason.SESSION_GONE)), false);
    }
    List<Event.Progress> changed = changed(state, found.get());
    return new Page(
        changed.isEmpty()
            ? List.of()
            : List.of(new Event.ReceiptsChanged(topic.session(), changed)),
        false);
  }

  private List<Event.Progress> changed(StateReader state, SessionView view) {
    List<Event.Progress> changed = new ArrayList<>();
    for (ParticipantId participant : view.session().participants()) {
      MessageReceipt now = shown(participant, state.receipt(view, view.indexOf(participant)));
      MessageReceipt news = news(now);
      if (!news.equals(told.getOrDefault(participant, news(MessageReceipt.NONE)))) {
        told.put(participant, news);
        changed.add(new Event.Progress(participant, now));
      }
    }
    return changed;
  }

  /** What a receipt says of messages from the first sequence on: marks are all lower sequences. */
  private MessageReceipt news(MessageReceipt receipt) {
    long from = topic.fromSequence();
    return new MessageReceipt(
        Math.max(from, receipt.delivered()),
        Math.max(from, receipt.read()),
        receipt.isPrivate() && receipt.delivered() > from);
  }

  /** What somebody keeps private changes nothing for others. */
  private MessageReceipt shown(ParticipantId participant, MessageReceipt receipt) {
    boolean own = topic.reader().equals(Optional.of(participant));
    return own || !receipt.isPrivate()
        ? new MessageReceipt(receipt.delivered(), receipt.read(), false)
        : new MessageReceipt(receipt.delivered(), 0, true);
  }
}
