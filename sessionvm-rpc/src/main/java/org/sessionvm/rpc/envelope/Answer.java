package org.sessionvm.rpc.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.envelope.Request.Dialect;

/**
 * What goes back for one request.
 *
 * @param result nothing if it failed, or once it is written
 * @param error why it failed
 * @param written the whole answer as JSON, once that is done
 */
record Answer(
    Dialect dialect,
    RequestId id,
    Optional<JsonNode> result,
    Optional<RpcError> error,
    Bytes written) {
  static Answer succeeded(Dialect dialect, RequestId id, JsonNode result) {
    return new Answer(dialect, id, Optional.of(result), Optional.empty(), Bytes.EMPTY);
  }

  static Answer failed(Dialect dialect, RequestId id, RpcError error) {
    return new Answer(dialect, id, Optional.empty(), Optional.of(error), Bytes.EMPTY);
  }

  /** This answer as JSON, without the tree that it was made from. */
  Answer as(Bytes json) {
    return new Answer(dialect, id, Optional.empty(), error, json);
  }

  /** Bytes as JSON. */
  int size() {
    return written.size();
  }
}
