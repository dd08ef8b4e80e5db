package org.sessionvm.rpc.method.live;

import org.sessionvm.rpc.envelope.CallScope;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.live.LiveCall;

/** What the methods here have in common. */
final class Live {
  private Live() {}

  /** The connection of the call; throws {@link RpcException} where it does not stay open. */
  static LiveCall call() {
    return CallScope.current()
        .live()
        .orElseThrow(
            () -> new RpcException(RpcError.invalidRequest("only over a WebSocket, at /ws")));
  }
}
