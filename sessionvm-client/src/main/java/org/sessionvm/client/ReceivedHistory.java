package org.sessionvm.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Queue;
import org.sessionvm.vm.Message;

/**
 * A part of a session's history: each message is looked at when it is asked for. Whatever is
 * missing between two messages has a time between theirs, so it is missing here.
 */
final class ReceivedHistory implements Iterator<ReceivedMessage> {
  private final Iterator<Message> messages;
  private final MessageVerification verification;
  private final SeenMessages seen = new SeenMessages();
  private final Queue<ReceivedMessage> ready = new ArrayDeque<>();
  private OptionalLong last = OptionalLong.empty();

  ReceivedHistory(HistoryIterator messages, MessageVerification verification) {
    this.messages = messages;
    this.verification = verification;
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || messages.hasNext();
  }

  @Override
  public ReceivedMessage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (ready.isEmpty()) {
      take(messages.next());
    }
    return ready.remove();
  }

  private void take(Message message) {
    long sequence = message.sequence().orElseThrow();
    last.ifPresent(before -> addGap(Math.min(before, sequence) + 1, Math.max(before, sequence)));
    last = OptionalLong.of(sequence);
    ready.add(seen.withoutRepetition(verification.open(message, sequence)));
  }

  private void addGap(long first, long end) {
    if (first < end) {
      ready.add(new ReceivedMessage.Missing(first, end));
    }
  }
}
