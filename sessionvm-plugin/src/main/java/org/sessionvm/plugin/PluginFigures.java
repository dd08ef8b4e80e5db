package org.sessionvm.plugin;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a plugin counts. Safe for any thread. */
public final class PluginFigures {
  private final LongAdder blocksBuilt = new LongAdder();
  private final LongAdder blocksRefused = new LongAdder();
  private final LongAdder blocksRejected = new LongAdder();
  private final LongAdder gossipSent = new LongAdder();
  private final LongAdder gossipReceived = new LongAdder();
  private final LongAdder gossipKnown = new LongAdder();
  private final LongAdder gossipDropped = new LongAdder();
  private final AtomicLong peers = new AtomicLong();

  /** Blocks that were built for the node. */
  public LongAdder blocksBuilt() {
    return blocksBuilt;
  }

  /** Blocks of others that broke a rule. */
  public LongAdder blocksRefused() {
    return blocksRefused;
  }

  /** Blocks that lost to a sibling. */
  public LongAdder blocksRejected() {
    return blocksRejected;
  }

  /** Transactions that were sent to other nodes. */
  public LongAdder gossipSent() {
    return gossipSent;
  }

  /** Transactions that came from other nodes. */
  public LongAdder gossipReceived() {
    return gossipReceived;
  }

  /** Those of them that had come before. */
  public LongAdder gossipKnown() {
    return gossipKnown;
  }

  /** Messages of gossip that were not read or not sent, for want of room or of sense. */
  public LongAdder gossipDropped() {
    return gossipDropped;
  }

  /** Nodes of the chain that are connected. */
  public AtomicLong peers() {
    return peers;
  }
}
