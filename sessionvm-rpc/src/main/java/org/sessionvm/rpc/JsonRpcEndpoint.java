package org.sessionvm.rpc;

/** Answers bodies of JSON-RPC, whatever carries them: HTTP, a chain node, a WebSocket. */
@FunctionalInterface
public interface JsonRpcEndpoint {
  /**
   * Answers one body. Blocks while a write waits for its block, so it wants a virtual thread; never
   * throws.
   *
   * @param body taken over: not to be changed any more
   */
  RpcReply handle(byte[] body, CallContext context);
}
