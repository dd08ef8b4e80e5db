package org.sessionvm.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The messages of a session or channel in order: each is looked at when it is asked for.
 *
 * @param <M> a message as the node tells it
 */
final class ReceivedIterator<M> implements Iterator<ReceivedMessage> {
  private final MessageIterator<M> messages;
  private final ToLongFunction<M> place;
  private final Supplier<? extends Opening<M>> opening;
  private final Queue<ReceivedMessage> ready = new ArrayDeque<>();

  private final SeenMessages seen = new SeenMessages();
  private long expected;

  /**
   * Of messages that the node tells.
   *
   * @param place where a message says that it stands; negative if it says nothing
   * @param opening asked for each message anew, since keys may be proved meanwhile
   */
  ReceivedIterator(
      MessageIterator<M> messages,
      ToLongFunction<M> place,
      Supplier<? extends Opening<M>> opening) {
    this.messages = messages;
    this.place = place;
    this.opening = opening;
    this.expected = messages.looked();
  }

  @Override
  public boolean hasNext() {
    if (ready.isEmpty()) {
      if (messages.hasNext()) {
        take(messages.next());
      } else if (messages.looked() > expected) {
        skipTo(messages.looked());
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public ReceivedMessage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void take(M message) {
    long sequence = place.applyAsLong(message);
    if (sequence < expected || sequence >= messages.looked()) {
      ready.add(opening.get().outOfOrder(message, sequence));
      return;
    }
    if (sequence > expected) {
      skipTo(sequence);
    }
    expected = sequence + 1;
    ready.add(seen.withoutRepetition(opening.get().open(message, sequence)));
  }

  private void skipTo(long sequence) {
    ready.add(new ReceivedMessage.Missing(expected, sequence));
    expected = sequence;
  }
}
