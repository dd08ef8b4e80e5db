package org.sessionvm.rpc.envelope;

/** Every error code of the wire. */
public enum ErrorCode {
  /** The body is not JSON (JSON-RPC 2.0, section 5.1). */
  PARSE_ERROR(-32700),
  /** It is JSON and not a request. */
  INVALID_REQUEST(-32600),
  /** No such method. */
  METHOD_NOT_FOUND(-32601),
  /** A parameter is malformed, missing or contradicts another. */
  INVALID_PARAMS(-32602),
  /** A fault of the node. */
  INTERNAL_ERROR(-32603),
  /** A write that is not known to be accepted; it may be asked for, or sent again. */
  NOT_YET_ACCEPTED(-32000),
  /** No such session, message or identity. */
  NOT_FOUND(-32001),
  /** The session is closed or expired. */
  SESSION_ENDED(-32002),
  /** Not a participant, a missing or wrong signature, no token. */
  UNAUTHORIZED(-32003),
  /** A limit of the chain or of the node is reached. */
  LIMIT_EXCEEDED(-32005);

  private final int number;

  ErrorCode(int number) {
    this.number = number;
  }

  /** The number on the wire. */
  public int number() {
    return number;
  }

  /** Whether the envelope itself is at fault, which is the one case that HTTP calls an error. */
  public boolean isOfEnvelope() {
    return this == PARSE_ERROR || this == INVALID_REQUEST;
  }
}
