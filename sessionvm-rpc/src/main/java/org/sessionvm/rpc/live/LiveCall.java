package org.sessionvm.rpc.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.ParticipantId;

/**
 * One body of calls that came over a connection which stays open. What they begin there begins when
 * their answer has gone out. For one thread at a time.
 */
public final class LiveCall {
  private final LiveConnection connection;
  private final List<Subscription> begun = new ArrayList<>();

  LiveCall(LiveConnection connection) {
    this.connection = connection;
  }

  /** The connection has proved itself. */
  public void proved(Proof proof) {
    connection.proved(proof);
  }

  /** As whom the connection has proved itself last. */
  public Optional<Proof> proof() {
    return connection.proof();
  }

  /**
   * A new subscription.
   *
   * @param reader who may read; nothing where no proof is asked for
   * @return nothing when the connection has as many as it may have
   */
  public Optional<SubscriptionId> subscribe(Topic topic, Optional<ParticipantId> reader) {
    Optional<Subscription> subscription = connection.subscribe(topic, reader);
    subscription.ifPresent(begun::add);
    return subscription.map(Subscription::id);
  }

  /** Whether there was one of this id. */
  public boolean unsubscribe(SubscriptionId id) {
    return connection.unsubscribe(id);
  }

  /** The answer has gone out. */
  public void answered() {
    begun.forEach(Subscription::activate);
  }
}
