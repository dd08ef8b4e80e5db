package org.sessionvm.rpc.live;

/** How an event looks to its subscriber. */
@FunctionalInterface
public interface EventWriter {
  /** One text. */
  String write(SubscriptionId subscription, Event event);
}
