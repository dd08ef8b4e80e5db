package org.sessionvm.rpc.admin;

import java.util.List;

/** Other nodes that this one is connected with. Safe for any thread. */
public interface Peers {
  /** None, for a chain of one. */
  Peers NONE = List::of;

  /**
   * A node.
   *
   * @param id as its network prints it
   * @param address host and port
   */
  record Peer(String id, String address) {}

  /** Who they are now. */
  List<Peer> peers();
}
