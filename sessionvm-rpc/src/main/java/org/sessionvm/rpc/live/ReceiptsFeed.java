package org.sessionvm.rpc.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.MessageReceipt;
import org.sessionvm.state.SessionView;
import org.sessionvm.vm.StateReader;

/**
 * How far the participants of a session have come. Marks only rise, so the newest ones say all that
 * those between said.
 */
final class ReceiptsFeed implements Feed {
  private static final MessageReceipt NOTHING = new MessageReceipt(0, 0, false);

  private final SessionId session;
  private final Optional<ParticipantId> reader;
  private final Map<ParticipantId, MessageReceipt> told = new HashMap<>();

  /**
   * Of which nobody was told.
   *
   * @param reader who is told; nothing where no proof is asked for
   */
  ReceiptsFeed(SessionId session, Optional<ParticipantId> reader) {
    this.session = session;
    this.reader = reader;
  }

  /** The state says it all. */
  @Override
  public void touch(Touch touch) {}

  @Override
  public void miss() {}

  @Override
  public Event.Ended ended(EndReason reason) {
    return new Event.Ended(
        reason, Optional.of(new Subject.OfReceipts(session)), OptionalLong.empty());
  }

  @Override
  public Page next(StateReader state) {
    Optional<SessionView> found = state.session(session);
    if (found.isEmpty()) {
      return new Page(List.of(ended(EndReason.SESSION_GONE)), false);
    }
    List<Event.Progress> changed = changed(state, found.get());
    return new Page(
        changed.isEmpty() ? List.of() : List.of(new Event.ReceiptsChanged(session, changed)),
        false);
  }

  private List<Event.Progress> changed(StateReader state, SessionView view) {
    List<Event.Progress> changed = new ArrayList<>();
    for (ParticipantId participant : view.session().participants()) {
      MessageReceipt now = shown(participant, state.receipt(view, view.indexOf(participant)));
      if (!now.equals(told.getOrDefault(participant, NOTHING))) {
        told.put(participant, now);
        changed.add(new Event.Progress(participant, now));
      }
    }
    return changed;
  }

  /** What somebody keeps private changes nothing for others. */
  private MessageReceipt shown(ParticipantId participant, MessageReceipt receipt) {
    boolean own = reader.equals(Optional.of(participant));
    return own || !receipt.isPrivate()
        ? new MessageReceipt(receipt.delivered(), receipt.read(), false)
        : new MessageReceipt(receipt.delivered(), 0, true);
  }
}
