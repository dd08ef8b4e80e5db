package org.sessionvm.rpc.live;

/** Why a subscription is over though nobody asked for that. */
public enum EndReason {
  /** The session is deleted. */
  SESSION_GONE("unknown session"),
  /** The channel is deleted. */
  CHANNEL_GONE("unknown channel"),
  /** The subscriber has left the channel or was removed from it. */
  NOT_A_MEMBER("not a member of the channel"),
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
