package org.sessionvm.rpc;

import org.sessionvm.primitives.Bytes;

/**
 * The answer to a body.
 *
 * @param status of HTTP; 204 or 200 with an empty body where nothing is to be said
 * @param body compact JSON in UTF-8, or empty
 * @param refusals how many of its calls were refused through the caller's own fault
 */
public record RpcReply(int status, ReplyBody body, int refusals) {
  /** An answer that refuses nothing. */
  public RpcReply(int status, ReplyBody body) {
    this(status, body, 0);
  }

  /** The same of bytes that are there already. */
  public RpcReply(int status, Bytes body) {
    this(status, ReplyBody.of(body));
  }

  /** The same answer to a body of which so many calls were refused. */
  public RpcReply withRefusals(int count) {
    return new RpcReply(status, body, count);
  }
}
