package org.sessionvm.rpc.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.sessionvm.rpc.envelope.Request.Dialect;

/**
 * What goes back for one request.
 *
 * @param result nothing if it failed
 * @param error why it failed
 */
record Answer(Dialect dialect, RequestId id, Optional<JsonNode> result, Optional<RpcError> error) {
  static Answer succeeded(Dialect dialect, RequestId id, JsonNode result) {
    return new Answer(dialect, id, Optional.of(result), Optional.empty());
  }

  static Answer failed(Dialect dialect, RequestId id, RpcError error) {
    return new Answer(dialect, id, Optional.empty(), Optional.of(error));
  }
}
