package org.sessionvm.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Supplier;
import org.sessionvm.client.ReceivedMessage.Reason;
import org.sessionvm.vm.Message;

/** The messages of a session in order: each is looked at when it is asked for. */
final class ReceivedIterator implements Iterator<ReceivedMessage> {
  private final MessageIterator messages;
  private final Supplier<MessageVerification> verification;
  private final Queue<ReceivedMessage> ready = new ArrayDeque<>();

  private final SeenMessages seen = new SeenMessages();
  private long expected;

  /**
   * Of messages that the node tells.
   *
   * @param verification asked for each message anew, since keys may be proved meanwhile
   */
  ReceivedIterator(MessageIterator messages, Supplier<MessageVerification> verification) {
    this.messages = messages;
    this.verification = verification;
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

  private void take(Message message) {
    long sequence = message.sequence().orElse(-1);
    if (sequence < expected || sequence >= messages.looked()) {
      ready.add(MessageVerification.rejected(message, sequence, Reason.OUT_OF_ORDER));
      return;
    }
    if (sequence > expected) {
      skipTo(sequence);
    }
    expected = sequence + 1;
    ready.add(seen.withoutRepetition(message, verification.get().open(message, sequence)));
  }

  private void skipTo(long sequence) {
    ready.add(new ReceivedMessage.Missing(expected, sequence));
    expected = sequence;
  }
}
