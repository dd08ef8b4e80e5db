package org.sessionvm.rpc.live;

import java.util.Optional;
import org.sessionvm.primitives.ParticipantId;

/** One wish of one connection. */
final class Subscription {
  private final LiveConnection connection;
  private final SubscriptionId id;
  private final Topic topic;
  private final Feed feed;
  private final Optional<ParticipantId> reader;

  /** Whether the subscriber knows its id, so that events may follow. */
  private volatile boolean active;

  /**
   * A wish that nobody was told of yet.
   *
   * @param reader who may read; nothing where no proof is asked for
   */
  Subscription(
      LiveConnection connection,
      SubscriptionId id,
      Topic topic,
      Feed feed,
      Optional<ParticipantId> reader) {
    this.connection = connection;
    this.id = id;
    this.topic = topic;
    this.feed = feed;
    this.reader = reader;
  }

  SubscriptionId id() {
    return id;
  }

  Topic topic() {
    return topic;
  }

  Feed feed() {
    return feed;
  }

  Optional<ParticipantId> reader() {
    return reader;
  }

  /** Something happened. */
  void touch(Touch touch) {
    feed.touch(touch);
    wake();
  }

  /** Something happened, and it is not known what. */
  void miss() {
    feed.miss();
    wake();
  }

  void activate() {
    active = true;
    wake();
  }

  private void wake() {
    if (active) {
      connection.wake(this);
    }
  }
}
