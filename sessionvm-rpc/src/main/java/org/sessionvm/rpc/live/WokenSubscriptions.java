package org.sessionvm.rpc.live;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/** Which subscriptions of a connection may have something to tell, in turns. */
final class WokenSubscriptions {
  private final SequencedSet<Subscription> waiting = new LinkedHashSet<>();
  private boolean hasTeller;

  /** Whether a thread is wanted that takes them, because none does. */
  synchronized boolean add(Subscription subscription) {
    waiting.add(subscription);
    boolean wanted = !hasTeller;
    hasTeller = true;
    return wanted;
  }

  /** For the thread that takes them: after all others. */
  synchronized void again(Subscription subscription) {
    waiting.add(subscription);
  }

  /** The next one; after nothing the thread that takes them ends. */
  synchronized Optional<Subscription> next() {
    if (waiting.isEmpty()) {
      hasTeller = false;
      return Optional.empty();
    }
    return Optional.of(waiting.removeFirst());
  }
}
