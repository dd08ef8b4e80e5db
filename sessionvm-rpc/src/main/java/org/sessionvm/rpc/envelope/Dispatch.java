package org.sessionvm.rpc.envelope;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.googlecode.jsonrpc4j.JsonResponse;
import com.googlecode.jsonrpc4j.JsonRpcBasicServer;

/**
 * One method object behind jsonrpc4j, which finds and calls it and turns its answer into JSON.
 *
 * <p>jsonrpc4j sees neither the caller's envelope nor its id, which it would not keep to the
 * standard, and what is thrown goes past it, because it would tell the caller of it.
 */
final class Dispatch extends JsonRpcBasicServer {
  private final ObjectMapper mapper;

  Dispatch(ObjectMapper mapper, MethodObject method) {
    super(mapper, method, MethodObject.class);
    this.mapper = mapper;
    setBackwardsCompatible(false);
    setRethrowExceptions(true);
    setShouldLogInvocationErrors(false);
  }

  /** The result, or what the method threw. */
  JsonNode call(ObjectNode params) {
    ObjectNode request = mapper.createObjectNode();
    request.put(JSONRPC, VERSION).put(ID, 0).put(METHOD, MethodObject.CALL);
    request.putObject(PARAMS).set(MethodObject.PARAMS, params);
    JsonResponse response = handle(request);
    if (response.getExceptionToRethrow() != null) {
      throw thrownByMethod(response.getExceptionToRethrow());
    }
    JsonNode result = response.getResponse().get(RESULT);
    if (result == null) {
      throw new IllegalStateException("jsonrpc4j did not call the method");
    }
    return result;
  }

  /** What jsonrpc4j has wrapped on its way. */
  private static RuntimeException thrownByMethod(RuntimeException rethrown) {
    RuntimeException innermost = rethrown;
    for (Throwable cause = rethrown.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof RpcException refusal) {
        return refusal;
      }
      innermost = cause instanceof RuntimeException runtime ? runtime : innermost;
    }
    return innermost;
  }

  private JsonResponse handle(ObjectNode request) {
    try {
      return handleJsonNodeRequest(request);
    } catch (JsonParseException | JsonMappingException e) {
      throw new IllegalStateException("a method's answer cannot be written", e);
    }
  }
}
