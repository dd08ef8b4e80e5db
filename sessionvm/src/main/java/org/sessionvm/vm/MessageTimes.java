package org.sessionvm.vm;

import java.util.function.LongPredicate;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.Columns;
import org.sessionvm.state.MessageKey;
import org.sessionvm.state.SessionView;

/**
 * Finds places of a session by time. Times of blocks never go back, so that the messages of a
 * session stand in their order already: a binary search needs no index.
 */
record MessageTimes(KeyValueReader state, SessionView view) {
  /** The first place whose message was accepted at {@code millis} or later. */
  long firstFrom(long millis) {
    return first(accepted -> accepted >= millis);
  }

  /** The first place whose message was accepted after {@code millis}. */
  long firstAfter(long millis) {
    return first(accepted -> accepted > millis);
  }

  private long first(LongPredicate isLate) {
    long low = view.head().deletedMessages();
    long high = view.head().nextSequence();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (isLate.test(accepted(middle))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private long accepted(long sequence) {
    return Columns.MESSAGES
        .get(state, new MessageKey(view.id(), sequence))
        .orElseThrow()
        .acceptedMillis();
  }
}
