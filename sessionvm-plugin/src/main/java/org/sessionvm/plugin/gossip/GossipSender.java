package org.sessionvm.plugin.gossip;

import org.sessionvm.primitives.Bytes;

/** Sends to other nodes of the chain, which may or may not get it. */
@FunctionalInterface
public interface GossipSender {
  /**
   * Sends a message.
   *
   * @param validators how many of them get it
   */
  void send(Bytes message, int validators);
}
