package org.sessionvm.launcher.wallet;

import java.util.OptionalLong;
import org.sessionvm.client.ReceivedMessage;

/**
 * Which places of a session were shown: an unbroken row of them, in either direction. A mark is a
 * count of messages from the first one on, so what was shown raises it only where it joins on.
 */
final class ShownMessages {
  private long first = Long.MAX_VALUE;
  private long end;

  void add(ReceivedMessage message) {
    message.end().ifPresent(next -> add(message.sequence(), next));
  }

  private void add(long from, long to) {
    first = Math.min(first, from);
    end = Math.max(end, to);
  }

  /** The mark after these messages; nothing where they leave it as it is. */
  OptionalLong raised(long mark) {
    return first <= mark && mark < end ? OptionalLong.of(end) : OptionalLong.empty();
  }
}
