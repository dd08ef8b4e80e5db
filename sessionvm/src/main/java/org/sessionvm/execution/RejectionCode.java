package org.sessionvm.execution;

/** Why a transaction is refused. Each constant has one code on the wire, for good. */
public enum RejectionCode {
  /** A parameter is malformed or contradicts another; the field says which. */
  MALFORMED("invalid parameters"),
  /** No such session, or it is gone. */
  UNKNOWN_SESSION("unknown session"),
  /** No such handle, or its owner gave it up. */
  UNKNOWN_HANDLE("unknown handle"),
  /** No such channel, or it is gone. */
  UNKNOWN_CHANNEL("unknown channel"),
  /** Nobody with this membership in the channel. */
  UNKNOWN_MEMBER("unknown member"),
  /** No such invitation to the channel, or it is past its time. */
  UNKNOWN_INVITATION("unknown invitation"),
  /** No such message. */
  UNKNOWN_MESSAGE("unknown message"),
  /** The session is past its time. */
  SESSION_EXPIRED("session expired"),
  /** A participant closed the session. */
  SESSION_CLOSED("session closed"),
  /** The owner closed the channel. */
  CHANNEL_CLOSED("channel closed"),
  /** Not a participant, no or a wrong signature, or nobody whom the chain knows. */
  UNAUTHORIZED("unauthorized"),
  /** A limit of the chain is reached. */
  LIMIT_EXCEEDED("limit exceeded");

  private final String text;

  RejectionCode(String text) {
    this.text = text;
  }

  /** The message on the wire; the reference's where it has one. */
  public String text() {
    return text;
  }
}
