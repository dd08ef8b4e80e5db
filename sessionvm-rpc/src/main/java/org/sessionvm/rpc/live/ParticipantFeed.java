package org.sessionvm.rpc.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.MessagePage;
import org.sessionvm.vm.StateReader;

/**
 * What happens in all sessions of one participant. Keeps, of each session, which messages are not
 * told yet; sessions take turns.
 */
final class ParticipantFeed implements Feed {
  /** Most sessions in which a slow subscriber may be behind. */
  static final int SESSIONS_BEHIND_MAX = 10_000;

  private final SequencedMap<SessionId, Touch> behind = new LinkedHashMap<>();
  private boolean missed;

  @Override
  public synchronized void touch(Touch touch) {
    if (behind.size() >= SESSIONS_BEHIND_MAX && !behind.containsKey(touch.session())) {
      missed = true;
      return;
    }
    behind.merge(touch.session(), touch, Touch::and);
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
    Optional<Touch> first = takeFirst();
    if (first.isPresent()) {
      // One that is gone by now has nothing to tell.
      state
          .session(first.get().session())
          .ifPresent(session -> tell(state, session, first.get(), events));
    }
    return page(events);
  }

  private synchronized Optional<Touch> takeFirst() {
    return Optional.ofNullable(behind.pollFirstEntry()).map(Map.Entry::getValue);
  }

  private void tell(StateReader state, SessionView session, Touch touch, List<Event> events) {
    if (touch.changed()) {
      events.add(new Event.SessionChanged(session, session.statusAt(state.nowMillis())));
    }
    if (!touch.hasMessages()) {
      return;
    }
    int most = (int) Math.min(MESSAGES_MAX, touch.endSequence() - touch.firstSequence());
    MessagePage page = state.messages(session, touch.firstSequence(), most, BYTES_MAX);
    page.messages().forEach(message -> events.add(new Event.MessageAccepted(message)));
    Touch rest = touch.from(page.nextSequence());
    if (rest.hasMessages()) {
      putBack(rest);
    }
  }

  private synchronized void putBack(Touch rest) {
    Touch later = behind.remove(rest.session());
    behind.put(rest.session(), later == null ? rest : rest.and(later));
  }

  private synchronized Page page(List<Event> events) {
    if (missed) {
      events.add(ended(EndReason.MISSED));
    }
    return new Page(events, !behind.isEmpty());
  }
}
