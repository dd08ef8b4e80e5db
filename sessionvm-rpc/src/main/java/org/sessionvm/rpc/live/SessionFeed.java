package org.sessionvm.rpc.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.MessagePage;
import org.sessionvm.vm.StateReader;

/** A session's messages in order, and its status whenever that is another one. */
final class SessionFeed implements Feed {
  private final SessionId session;
  private long nextSequence;
  private Optional<SessionStatus> told;

  private SessionFeed(SessionId session, long nextSequence, Optional<SessionStatus> told) {
    this.session = session;
    this.nextSequence = nextSequence;
    this.told = told;
  }

  /** The subscriber knows the status that it has now. */
  static SessionFeed of(StateReader state, SessionId session, long fromSequence) {
    Optional<SessionStatus> now =
        state.session(session).map(view -> view.statusAt(state.nowMillis()));
    return new SessionFeed(session, fromSequence, now);
  }

  /** The state says it all. */
  @Override
  public void touch(Touch touch) {}

  @Override
  public void miss() {}

  @Override
  public Event.Ended ended(EndReason reason) {
    return new Event.Ended(
        reason, Optional.of(new Subject.OfSession(session)), OptionalLong.of(nextSequence));
  }

  @Override
  public Page next(StateReader state) {
    Optional<SessionView> found = state.session(session);
    if (found.isEmpty()) {
      return new Page(List.of(ended(EndReason.SESSION_GONE)), false);
    }
    SessionView view = found.get();
    List<Event> events = new ArrayList<>();
    MessagePage page = state.messages(view, nextSequence, MESSAGES_MAX, BYTES_MAX);
    page.messages().forEach(message -> events.add(new Event.MessageAccepted(message)));
    nextSequence = page.nextSequence();
    boolean hasMore = nextSequence < view.head().nextSequence();
    Optional<SessionStatus> status = Optional.of(view.statusAt(state.nowMillis()));
    if (!hasMore && !status.equals(told)) {
      told = status;
      events.add(new Event.SessionChanged(view, status.get()));
    }
    return new Page(events, hasMore);
  }
}
