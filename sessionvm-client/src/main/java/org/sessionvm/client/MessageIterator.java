package org.sessionvm.client;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.LongFunction;

/** Reads pages of messages until one brings nothing new. */
final class MessageIterator<M> implements Iterator<M> {
  static final int PAGE = 100;

  /** Deleted messages make empty pages, but nowhere so many in a row. */
  private static final int EMPTY_PAGES_MAX = 1_000;

  private final LongFunction<ToldPage<M>> pages;
  private final Queue<M> buffered = new ArrayDeque<>();
  private long next;
  private boolean ended;

  MessageIterator(LongFunction<ToldPage<M>> pages, long fromSequence) {
    if (fromSequence < 0) {
      throw new IllegalArgumentException("a sequence is not negative");
    }
    this.pages = pages;
    this.next = fromSequence;
  }

  /** One past the last sequence that the node has looked at. */
  long looked() {
    return next;
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
  public M next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return buffered.remove();
  }

  private void fetch() {
    ToldPage<M> page = pages.apply(next);
    if (page.nextSequence() < next) {
      throw new ClientException.ProtocolViolation("\"nextSequence\" goes backwards");
    }
    if (page.nextSequence() == next && !page.messages().isEmpty()) {
      throw new ClientException.ProtocolViolation("\"nextSequence\" does not pass the messages");
    }
    ended = page.nextSequence() == next;
    next = page.nextSequence();
    buffered.addAll(page.messages());
  }
}
