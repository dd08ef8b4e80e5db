package org.sessionvm.rpc.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.googlecode.jsonrpc4j.JsonRpcMethod;
import com.googlecode.jsonrpc4j.JsonRpcParam;

/**
 * What jsonrpc4j calls. An interface, because without one it would offer every public method of the
 * object, those of {@link Object} too.
 */
public interface MethodObject {
  /** The name under which jsonrpc4j knows the one method here; never seen by callers. */
  String CALL = "call";

  /** The name of its one parameter. */
  String PARAMS = "params";

  /** Answers with a value that the mapper can write; throws {@link RpcException} to refuse. */
  @JsonRpcMethod(CALL)
  Object call(@JsonRpcParam(PARAMS) ObjectNode params);
}
