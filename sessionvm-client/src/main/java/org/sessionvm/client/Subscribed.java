package org.sessionvm.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A WebSocket over which events of one topic come.
 *
 * @param result what the node answered to the subscription
 */
record Subscribed(LiveSocket socket, JsonFields result) {
  /**
   * Opens a WebSocket and subscribes over it.
   *
   * @param parameters of {@code Subscribe}
   */
  static Subscribed open(
      JsonRpcConnection connection, Optional<Token> token, ObjectNode parameters) {
    LiveSocket socket = connection.open(token);
    try {
      ObjectNode call = connection.parameters().put("jsonrpc", "2.0").put("id", 1);
      call.put("method", "sessionvm.Subscribe").set("params", parameters);
      socket.send(call);
      return new Subscribed(socket, new JsonFields(JsonRpcConnection.result(socket.take())));
    } catch (ClientException e) {
      socket.close();
      throw e;
    }
  }
}
