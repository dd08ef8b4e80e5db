package org.sessionvm.rpc.method.admin;

import java.util.List;
import org.sessionvm.rpc.admin.Peers;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Field;

/** Lists the nodes that this one is connected with. */
final class PeersMethod extends AdminMethod<PeersMethod.Parameters, PeersMethod.Result> {
  private final Peers peers;

  /** What it takes. */
  record Parameters() {}

  /** A node. */
  record PeerObject(
      @Field("as its network prints it") String id, @Field("host and port") String address) {}

  /** What it answers. */
  record Result(@Field("always empty: a standalone node has none") List<PeerObject> peers) {}

  PeersMethod(Peers peers) {
    super(
        "Peers",
        "Lists the nodes that this one is connected with.",
        Access.OPERATOR_READ,
        Parameters.class,
        Result.class);
    this.peers = peers;
  }

  @Override
  protected Result operate(Parameters asked) {
    return new Result(
        peers.peers().stream().map(peer -> new PeerObject(peer.id(), peer.address())).toList());
  }
}
