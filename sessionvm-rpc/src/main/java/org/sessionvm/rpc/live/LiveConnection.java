package org.sessionvm.rpc.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.rpc.access.BearerToken;
import org.sessionvm.vm.StateReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that stays open: who it is, what it has subscribed to, and the one thread that tells
 * it of that while there is something to tell. Safe for any thread.
 */
public final class LiveConnection implements AutoCloseable {
  /** Most subscriptions of a connection. */
  public static final int SUBSCRIPTIONS_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(LiveConnection.class);

  private final LiveEvents events;
  private final ReaderCheck readers;
  private final EventWriter writer;
  private final Outlet outlet;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<SubscriptionId, Subscription> subscriptions = new ConcurrentHashMap<>();
  private final WokenSubscriptions woken = new WokenSubscriptions();
  private final Optional<BearerToken> token;
  private volatile Optional<Proof> proof = Optional.empty();
  private volatile boolean closed;

  /** Tells whether somebody may still read. */
  @FunctionalInterface
  public interface ReaderCheck {
    /** Whether the connection's proof or token is this participant's, and good now. */
    boolean isGood(LiveConnection connection, ParticipantId reader);
  }

  /**
   * A connection that has asked for nothing yet.
   *
   * @param token that it presented as it was opened
   */
  public LiveConnection(
      LiveEvents events,
      ReaderCheck readers,
      EventWriter writer,
      Outlet outlet,
      Optional<BearerToken> token) {
    this.events = events;
    this.readers = readers;
    this.writer = writer;
    this.outlet = outlet;
    this.token = token;
  }

  /** What a body of calls does to the connection. */
  public LiveCall call() {
    return new LiveCall(this);
  }

  /** What it presented as it was opened. */
  public Optional<BearerToken> token() {
    return token;
  }

  /** As whom it has proved itself last. */
  Optional<Proof> proof() {
    return proof;
  }

  void proved(Proof newer) {
    proof = Optional.of(newer);
  }

  /** Whether it has proved itself as this participant, and that is good now. */
  public boolean isProved(ParticipantId participant, long nowMillis) {
    return proof
        .filter(known -> known.isGoodAt(nowMillis) && known.participant().equals(participant))
        .isPresent();
  }

  Optional<Subscription> subscribe(Topic topic, Optional<ParticipantId> reader) {
    if (subscriptions.size() >= SUBSCRIPTIONS_MAX) {
      return Optional.empty();
    }
    Feed feed;
    try (StateReader state = events.vm().read()) {
      feed = topic.feed(state);
    }
    SubscriptionId id = new SubscriptionId(lastId.incrementAndGet());
    Subscription subscription = new Subscription(this, id, topic, feed, reader);
    subscriptions.put(id, subscription);
    events.add(subscription);
    if (closed) {
      unsubscribe(id);
    }
    return Optional.of(subscription);
  }

  boolean unsubscribe(SubscriptionId id) {
    Optional<Subscription> gone = Optional.ofNullable(subscriptions.remove(id));
    gone.ifPresent(events::remove);
    return gone.isPresent();
  }

  /** There may be something to tell. */
  void wake(Subscription subscription) {
    if (woken.add(subscription)) {
      Thread.ofVirtual().name("live-", 0).start(this::tell);
    }
  }

  private void tell() {
    try {
      for (Optional<Subscription> next = woken.next();
          next.isPresent() && !closed;
          next = woken.next()) {
        tell(next.get());
      }
    } catch (IOException e) {
      // Gone, or too slow. Whoever serves the connection closes this one.
      LOG.debug("a subscriber is gone", e);
    }
  }

  private void tell(Subscription subscription) throws IOException {
    if (!outlet.takeRoom()) {
      woken.again(subscription);
      return;
    }
    try {
      if (send(subscription)) {
        woken.again(subscription);
      }
    } finally {
      outlet.giveBack();
    }
  }

  /** Whether there is more. */
  private boolean send(Subscription subscription) throws IOException {
    Feed.Page page = page(subscription);
    for (Event event : page.events()) {
      if (!subscriptions.containsKey(subscription.id())) {
        return false;
      }
      boolean isEnd = event instanceof Event.Ended && unsubscribe(subscription.id());
      outlet.send(writer.write(subscription.id(), event));
      if (isEnd) {
        return false;
      }
    }
    return page.hasMore();
  }

  private Feed.Page page(Subscription subscription) {
    if (subscription.reader().map(who -> !readers.isGood(this, who)).orElse(false)) {
      return new Feed.Page(List.of(subscription.feed().ended(EndReason.UNAUTHORIZED)), false);
    }
    try (StateReader state = events.vm().read()) {
      return subscription.feed().next(state);
    } catch (RuntimeException e) {
      LOG.debug("events cannot be read", e);
      return new Feed.Page(List.of(subscription.feed().ended(EndReason.UNREADABLE)), false);
    }
  }

  /** How many subscriptions it has. */
  public int subscriptions() {
    return subscriptions.size();
  }

  /** Tells it nothing any more. */
  @Override
  public void close() {
    closed = true;
    new ArrayList<>(subscriptions.keySet()).forEach(this::unsubscribe);
  }
}
