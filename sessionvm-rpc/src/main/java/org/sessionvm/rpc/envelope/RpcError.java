package org.sessionvm.rpc.envelope;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sessionvm.rpc.limits.Limit;

/**
 * What a caller is told instead of a result.
 *
 * @param code the kind
 * @param message one line of JSON-RPC 2.0
 * @param legacyText the line of the 1.0 shape; the reference's where it has one
 * @param data what programs read
 */
public record RpcError(
    ErrorCode code, String message, String legacyText, Map<String, Object> data) {
  private static final int TEXT_CHARACTERS_MAX = 256;

  public RpcError {
    message = printable(message);
    legacyText = printable(legacyText);
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  private RpcError(ErrorCode code, String message, Map<String, Object> data) {
    this(code, message, message, data);
  }

  /** The body is not JSON. */
  public static RpcError parseError(String reason) {
    return new RpcError(ErrorCode.PARSE_ERROR, "Parse error", Map.of("reason", reason));
  }

  /** The body would be JSON within this limit. */
  public static RpcError parseError(String reason, Limit limit) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("reason", reason);
    data.put("field", limit.wireName());
    return new RpcError(ErrorCode.PARSE_ERROR, "Parse error", data);
  }

  /** The body is not a request. */
  public static RpcError invalidRequest(String reason) {
    return new RpcError(
        ErrorCode.INVALID_REQUEST, "Invalid Request", reason, Map.of("reason", reason));
  }

  /** No such method. */
  public static RpcError methodNotFound(String legacyText) {
    return new RpcError(ErrorCode.METHOD_NOT_FOUND, "Method not found", legacyText, Map.of());
  }

  /** A parameter is wrong; the reference's text does not name it. */
  public static RpcError invalidField(String field, String reason, String legacyText) {
    return new RpcError(
        ErrorCode.INVALID_PARAMS, field + ": " + reason, legacyText, Map.of("field", field));
  }

  /** A parameter is wrong. */
  public static RpcError invalidField(String field, String reason) {
    return invalidField(field, reason, field + ": " + reason);
  }

  /** The parameters as a whole are wrong. */
  public static RpcError invalidParams(String reason) {
    return invalidField("params", reason);
  }

  /** A fault of the node, of which nothing is said. */
  public static RpcError internalError() {
    return new RpcError(ErrorCode.INTERNAL_ERROR, "internal error", Map.of());
  }

  /**
   * A write whose block has not come in time.
   *
   * @param id of the transaction, as text
   */
  public static RpcError notYetAccepted(String id) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("reason", "not yet accepted");
    data.put("id", id);
    return new RpcError(ErrorCode.NOT_YET_ACCEPTED, "not yet accepted", data);
  }

  /** Something that is not there. */
  public static RpcError notFound(String message) {
    return new RpcError(ErrorCode.NOT_FOUND, message, Map.of());
  }

  /** A session that takes nothing more. */
  public static RpcError sessionEnded(String message) {
    return new RpcError(ErrorCode.SESSION_ENDED, message, Map.of("reason", message));
  }

  /** A caller who may not. */
  public static RpcError unauthorized(String reason) {
    return unauthorized(reason, Map.of());
  }

  /** A caller who may not, with more for programs to read. */
  public static RpcError unauthorized(String reason, Map<String, Object> more) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("reason", reason);
    data.putAll(more);
    return new RpcError(ErrorCode.UNAUTHORIZED, "unauthorized", data);
  }

  /** A limit with a name is reached. */
  public static RpcError limitExceeded(String name, long limit) {
    return new RpcError(ErrorCode.LIMIT_EXCEEDED, limitText(name, limit), limitData(name, limit));
  }

  /** A limit is reached that is free again after a while. */
  public static RpcError limitExceeded(String name, long limit, long retryAfterMillis) {
    Map<String, Object> data = limitData(name, limit);
    data.put("retryAfterMs", retryAfterMillis);
    return new RpcError(ErrorCode.LIMIT_EXCEEDED, limitText(name, limit), data);
  }

  /**
   * The node takes no writes now. Why is for operators, who find it in the node's health: it may
   * name files.
   */
  public static RpcError writesSuspended(long retryAfterMillis) {
    return notTakenNow(
        "the node takes no writes now", "the store takes no writes", retryAfterMillis);
  }

  /** The node is about to end. */
  public static RpcError shuttingDown(long retryAfterMillis) {
    return notTakenNow(
        "the node is shutting down; nothing of this was done and it may be sent again",
        "shutting down",
        retryAfterMillis);
  }

  /** Nobody seems to wait for what would be much work. */
  public static RpcError hungUp(long retryAfterMillis) {
    return notTakenNow("the caller has hung up", "hung up", retryAfterMillis);
  }

  private static RpcError notTakenNow(String message, String reason, long retryAfterMillis) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("reason", reason);
    data.put("retryAfterMs", retryAfterMillis);
    return new RpcError(ErrorCode.NOT_TAKEN_NOW, message, data);
  }

  /** The node could not do what its operator asked. */
  public static RpcError operationFailed(String reason) {
    return new RpcError(ErrorCode.OPERATION_FAILED, reason, Map.of("reason", reason));
  }

  /** A text may repeat a piece of what was sent, which need not be printable. */
  private static String printable(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return line.length() <= TEXT_CHARACTERS_MAX ? line : cut(line);
  }

  private static String cut(String line) {
    boolean splitsPair = Character.isHighSurrogate(line.charAt(TEXT_CHARACTERS_MAX - 1));
    return line.substring(0, TEXT_CHARACTERS_MAX - (splitsPair ? 1 : 0)) + "…";
  }

  private static String limitText(String name, long limit) {
    return "limit exceeded: " + name + " is " + limit;
  }

  private static Map<String, Object> limitData(String name, long limit) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("field", name);
    data.put("limit", limit);
    return data;
  }
}
