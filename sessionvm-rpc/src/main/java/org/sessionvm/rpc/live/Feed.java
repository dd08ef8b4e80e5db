package org.sessionvm.rpc.live;

import java.util.List;
import org.sessionvm.vm.StateReader;

/**
 * What a subscriber was told and what is next. It keeps a place and no content: everything is read
 * from the store when there is somebody to take it. Nothing is skipped or told twice by that,
 * however slowly it is taken.
 */
interface Feed {
  /** Most messages of a page. */
  int MESSAGES_MAX = 64;

  /** A page ends with the message that reaches so many bytes of ciphertext and signatures. */
  int BYTES_MAX = 128 << 10;

  /**
   * The next few events.
   *
   * @param events in order
   * @param hasMore whether there are more at once
   */
  record Page(List<Event> events, boolean hasMore) {
    public Page {
      events = List.copyOf(events);
    }
  }

  /** Something happened. Any thread. */
  void touch(Touch touch);

  /** Something happened that nobody kept. Any thread. */
  void miss();

  /** The last event, and where a new subscription would go on. */
  Event.Ended ended(EndReason reason);

  /** The next page of the state. One thread at a time; the state is newer each time. */
  Page next(StateReader state);
}
