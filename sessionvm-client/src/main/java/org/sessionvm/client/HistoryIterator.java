package org.sessionvm.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sessionvm.vm.Message;

/** Reads pages of a history until one has no cursor to a next; each message must fit its place. */
final class HistoryIterator implements Iterator<Message> {
  static final int PAGE = 100;

  /** Deleted messages make empty pages, but no session has so many in a row. */
  private static final int EMPTY_PAGES_MAX = 1_000;

  private static final int CURSOR_CHARACTERS_MAX = 1_024;

  /** Messages and where the next page begins. */
  record Page(List<Message> messages, Optional<String> nextCursor) {}

  private final HistoryRange range;
  private final Function<Optional<String>, Page> pages;
  private final Queue<Message> buffered = new ArrayDeque<>();
  private Optional<String> cursor = Optional.empty();
  private @Nullable Message last;
  private boolean ended;

  HistoryIterator(HistoryRange range, Function<Optional<String>, Page> pages) {
    this.range = range;
    this.pages = pages;
  }

  @Override
  public boolean hasNext() {
    for (int empty = 0; buffered.isEmpty() && !ended; empty++) {
      if (empty == EMPTY_PAGES_MAX) {
        throw new ClientException.ProtocolViolation("pages of messages without messages, no end");
      }
      fetch();
    }
    return !buffered.isEmpty();
  }

  @Override
  public Message next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return buffered.remove();
  }

  private void fetch() {
    Page page = pages.apply(cursor);
    page.messages().forEach(this::add);
    cursor = page.nextCursor();
    if (cursor.filter(place -> place.length() > CURSOR_CHARACTERS_MAX).isPresent()) {
      throw new ClientException.ProtocolViolation("\"nextCursor\" is too long");
    }
    ended = cursor.isEmpty();
  }

  private void add(Message message) {
    if (message.sequence().isEmpty() || !range.contains(millis(message))) {
      throw new ClientException.ProtocolViolation("a message is not of the time asked for");
    }
    if (last != null && !isInOrder(last, message)) {
      throw new ClientException.ProtocolViolation("messages are not in the order asked for");
    }
    last = message;
    buffered.add(message);
  }

  private boolean isInOrder(Message before, Message message) {
    boolean oldestFirst = range.order() == HistoryRange.Order.OLDEST_FIRST;
    Message older = oldestFirst ? before : message;
    Message newer = oldestFirst ? message : before;
    return older.sequence().getAsLong() < newer.sequence().getAsLong()
        && millis(older) <= millis(newer);
  }

  private static long millis(Message message) {
    return message.acceptedMillis().orElse(-1);
  }
}
