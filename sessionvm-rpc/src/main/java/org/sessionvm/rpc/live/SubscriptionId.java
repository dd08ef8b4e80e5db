package org.sessionvm.rpc.live;

/** The number of a subscription on its connection, from 1. */
public record SubscriptionId(long number) {
  @Override
  public String toString() {
    return Long.toString(number);
  }
}
