package org.sessionvm.rpc.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.sessionvm.rpc.envelope.Request.Dialect;
import org.sessionvm.rpc.envelope.Request.Members;

/** Decides what an entry of a body is: JSON-RPC 2.0, section 4, or the reference's shape. */
final class Envelope {
  private Envelope() {}

  /** An entry of a batch, or a body that names a version. */
  static Request strict(Members members) {
    Optional<RequestId> valid = members.id().filter(Envelope::isIdOfVersion2);
    RequestId id = valid.orElse(RequestId.NULL);
    if (!members.object()) {
      return invalid(id, "a request is an object");
    }
    if (!members.version().map(v -> v.isTextual() && v.textValue().equals("2.0")).orElse(false)) {
      return invalid(id, "jsonrpc must be \"2.0\"");
    }
    if (members.id().isPresent() && valid.isEmpty()) {
      return invalid(id, "id must be a string, a number or null");
    }
    if (!members.method().map(JsonNode::isTextual).orElse(false)) {
      return invalid(id, "method must be a string");
    }
    if (!members.params().map(JsonNode::isContainerNode).orElse(true)) {
      return invalid(id, "params must be an object or an array");
    }
    return call(Dialect.V2, members, members.id());
  }

  /** A single object that names no version. */
  static Request legacy(Members members) {
    // As in the reference, null is no id; what has none is answered only if it fails.
    Optional<RequestId> id = members.id().filter(given -> !given.isNull());
    RequestId answerId = id.orElse(RequestId.NULL);
    if (!members.method().map(JsonNode::isTextual).orElse(true)) {
      return legacyInvalid(answerId, "method must be a string");
    }
    String method = members.method().map(JsonNode::textValue).orElse("");
    if (method.split("\\.", -1).length != 2) {
      return legacyInvalid(answerId, "rpc: service/method request ill-formed: \"" + method + "\"");
    }
    if (members.params().map(JsonNode::isNull).orElse(true)) {
      return legacyInvalid(answerId, "rpc: method request ill-formed: missing params field");
    }
    return call(Dialect.LEGACY, members, id);
  }

  private static Request call(Dialect dialect, Members members, Optional<RequestId> id) {
    String method = members.method().orElseThrow().textValue();
    return new Request.Call(dialect, method, object(members.params()), id);
  }

  /** An object, an array that holds one, or nothing. */
  private static Optional<ObjectNode> object(Optional<JsonNode> params) {
    JsonNode node = params.orElseGet(JsonNodeFactory.instance::objectNode);
    if (node.isArray()) {
      if (node.size() > 1) {
        return Optional.empty();
      }
      node =
          node.isEmpty() || node.get(0).isNull()
              ? JsonNodeFactory.instance.objectNode()
              : node.get(0);
    }
    return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  private static boolean isIdOfVersion2(RequestId id) {
    char first = id.json().charAt(0);
    return first == '"' || first == '-' || Character.isDigit(first) || id.isNull();
  }

  private static Request invalid(RequestId id, String reason) {
    return new Request.Malformed(Dialect.V2, id, RpcError.invalidRequest(reason));
  }

  private static Request legacyInvalid(RequestId id, String text) {
    return new Request.Malformed(Dialect.LEGACY, id, RpcError.invalidRequest(text));
  }
}
