package org.sessionvm.rpc.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.ChannelReader;
import org.sessionvm.vm.ChannelView;
import org.sessionvm.vm.MessagePage;
import org.sessionvm.vm.StateReader;

/**
 * What happens in all sessions and channels of one participant. Keeps, of each, which messages are
 * not told yet; they take turns.
 */
final class ParticipantFeed implements Feed {
  /** Most sessions and channels in which a slow subscriber may be behind. */
  static final int SUBJECTS_BEHIND_MAX = 10_000;

  private final ParticipantId participant;
  private final SequencedMap<Subject, Touch> behind = new LinkedHashMap<>();
  private boolean missed;

  ParticipantFeed(ParticipantId participant) {
    this.participant = participant;
  }

  @Override
  public synchronized void touch(Touch touch) {
    if (behind.size() >= SUBJECTS_BEHIND_MAX && !behind.containsKey(touch.subject())) {
      missed = true;
      return;
    }
    behind.merge(touch.subject(), touch, Touch::and);
  }

  @Override
  public synchronized void miss() {
    missed = true;
  }

  @Override
  public Event.Ended ended(EndReason reason) {
    return new Event.Ended(reason, Optional.empty(), OptionalLong.empty());
  }

  @Override
  public Page next(StateReader state) {
    List<Event> events = new ArrayList<>();
    takeFirst().ifPresent(touch -> tell(state, touch, events));
    return page(events);
  }

  private synchronized Optional<Touch> takeFirst() {
    return Optional.ofNullable(behind.pollFirstEntry()).map(Map.Entry::getValue);
  }

  /** What is gone by now has nothing to tell. */
  private void tell(StateReader state, Touch touch, List<Event> events) {
    switch (touch.subject()) {
      case Subject.OfSession(SessionId id) ->
          state.session(id).ifPresent(session -> tell(state, session, touch, events));
      case Subject.OfChannel(ChannelId id) ->
          view(state, id).ifPresent(view -> tell(state.channels(), view, touch, events));
      case Subject.OfMembership(ChannelId id, ParticipantId _) ->
          events.add(new Event.ChannelChanged(id, view(state, id)));
      case Subject.OfReceipts _ -> {}
    }
  }

  /** Of whom has left meanwhile another touch tells. */
  private Optional<ChannelView> view(StateReader state, ChannelId id) {
    return state.channels().view(id, Optional.of(participant)).filter(ChannelView::isEntitled);
  }

  private void tell(StateReader state, SessionView session, Touch touch, List<Event> events) {
    if (touch.changed()) {
      events.add(new Event.SessionChanged(session, session.statusAt(state.nowMillis())));
    }
    SequenceRange range = touch.messages();
    if (!range.isEmpty()) {
      MessagePage page =
          state.messages(session, range.first(), range.size(MESSAGES_MAX), BYTES_MAX);
      page.messages().forEach(message -> events.add(new Event.MessageAccepted(message)));
      putBack(touch.from(page.nextSequence()));
    }
  }

  private void tell(ChannelReader channels, ChannelView view, Touch touch, List<Event> events) {
    if (touch.changed()) {
      events.add(new Event.ChannelChanged(view.id(), Optional.of(view)));
    }
    SequenceRange range = touch.messages();
    // Who is only invited reads none.
    if (!range.isEmpty() && view.member().isPresent()) {
      ChannelReader.Saids page =
          channels.messages(view.id(), range.first(), range.size(MESSAGES_MAX), BYTES_MAX);
      page.messages().forEach(said -> events.add(new Event.ChannelMessageAccepted(said)));
      putBack(touch.from(page.nextSequence()));
    }
  }

  private synchronized void putBack(Touch rest) {
    if (!rest.messages().isEmpty()) {
      Touch later = behind.remove(rest.subject());
      behind.put(rest.subject(), later == null ? rest : rest.and(later));
    }
  }

  private synchronized Page page(List<Event> events) {
    if (missed) {
      events.add(ended(EndReason.MISSED));
    }
    return new Page(events, !behind.isEmpty());
  }
}
