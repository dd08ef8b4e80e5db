package org.sessionvm.rpc.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One entry of a body, after its envelope has been looked at. */
sealed interface Request {
  /**
   * A call.
   *
   * @param id nothing makes it a notification
   * @param params one object, without members if there were none; nothing if of another shape
   */
  record Call(Dialect dialect, String method, Optional<ObjectNode> params, Optional<RequestId> id)
      implements Request {}

  /** Something that is answered with an error of its envelope or of its parameters' shape. */
  record Malformed(Dialect dialect, RequestId id, RpcError error) implements Request {}

  /** Which shape the answer has. */
  enum Dialect {
    /** JSON-RPC 2.0. */
    V2,
    /** The reference's: {@code result}, {@code error} (text or null) and {@code id}. */
    LEGACY
  }

  /**
   * The members of an object that concern the envelope, as they were written.
   *
   * @param object whether it was an object at all
   */
  record Members(
      boolean object,
      Optional<JsonNode> version,
      Optional<JsonNode> method,
      Optional<JsonNode> params,
      Optional<RequestId> id) {
    /** An entry that is not an object. */
    static final Members NONE =
        new Members(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
