package org.sessionvm.rpc.live;

/** Why a subscription is over though nobody asked for that. */
public enum EndReason {
  /** The session is deleted. */
  SESSION_GONE("unknown session"),
  /** The connection's token has expired, or is another participant's by now. */
  UNAUTHORIZED("unauthorized"),
  /** The store cannot be read. */
  UNREADABLE("the store cannot be read"),
  /** More happened than is kept for a subscriber who reads slowly. */
  MISSED("too far behind");

  private final String text;

  EndReason(String text) {
    this.text = text;
  }

  /** As the subscriber is told. */
  public String text() {
    return text;
  }
}
