package org.sessionvm.client;

import java.util.Iterator;

/**
 * The messages of a session or channel from a place on, verified and decrypted, and then those that
 * come. Its iterator waits for the next one. Ends when that is deleted or this is closed, which any
 * thread may do.
 */
public final class LiveMessages implements Iterable<ReceivedMessage>, AutoCloseable {
  private final LiveFeed<?> feed;
  private final Iterator<ReceivedMessage> messages;

  LiveMessages(LiveFeed<?> feed, Iterator<ReceivedMessage> messages) {
    this.feed = feed;
    this.messages = messages;
  }

  /** The same one each time: what it gave is not given again. */
  @Override
  public Iterator<ReceivedMessage> iterator() {
    return messages;
  }

  @Override
  public void close() {
    feed.close();
  }
}
