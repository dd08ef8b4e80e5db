package org.sessionvm.rpc.envelope;

/** Every error code of the wire. */
public enum ErrorCode {
  /** The body is not JSON (JSON-RPC 2.0, section 5.1). */
  PARSE_ERROR(-32700, "the body is not JSON"),
  /** It is JSON and not a request. */
  INVALID_REQUEST(-32600, "not a request"),
  /** No such method. */
  METHOD_NOT_FOUND(-32601, "no such method"),
  /** A parameter is malformed, missing or contradicts another. */
  INVALID_PARAMS(-32602, "a parameter is malformed, missing or contradicts another"),
  /** A fault of the node. */
  INTERNAL_ERROR(-32603, "a fault of the node"),
  /** A write that is not known to be accepted; it may be asked for, or sent again. */
  NOT_YET_ACCEPTED(-32000, "not known to be accepted yet"),
  /** No such session, message or identity. */
  NOT_FOUND(-32001, "no such session, message or identity"),
  /** The session is closed or expired, or the channel is closed. */
  SESSION_ENDED(-32002, "the session is closed or expired, or the channel is closed"),
  /** Not a participant, a missing or wrong signature, no token. */
  UNAUTHORIZED(-32003, "not a participant, a missing or wrong signature, no token"),
  /** A limit of the chain or of the node is reached. */
  LIMIT_EXCEEDED(-32005, "a limit of the chain or of the node is reached"),
  /** The node takes no writes now, or nothing more at all; it is not done unless sent again. */
  NOT_TAKEN_NOW(
      -32006, "the node takes no writes now, or is shutting down; nothing of this was done"),
  /** The node could not do what its operator asked. */
  OPERATION_FAILED(-32010, "the node could not do what its operator asked");

  private final int number;
  private final String meaning;

  ErrorCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** One line for documents; what a caller is told says more. */
  public String meaning() {
    return meaning;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }

  /** Whether asking for something else would have been answered. */
  public boolean isCallersFault() {
    return switch (this) {
      case PARSE_ERROR,
          INVALID_REQUEST,
          METHOD_NOT_FOUND,
          INVALID_PARAMS,
          NOT_FOUND,
          SESSION_ENDED,
          UNAUTHORIZED ->
          true;
      case INTERNAL_ERROR, NOT_YET_ACCEPTED, LIMIT_EXCEEDED, NOT_TAKEN_NOW, OPERATION_FAILED ->
          false;
    };
  }

  /** Whether the envelope itself is at fault, which is the one case that HTTP calls an error. */
  public boolean isOfEnvelope() {
    return this == PARSE_ERROR || this == INVALID_REQUEST;
  }
}
