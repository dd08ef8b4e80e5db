package org.sessionvm.rpc;

import org.sessionvm.primitives.Bytes;

/**
 * The answer to a body.
 *
 * @param status of HTTP; 204 or 200 with an empty body where nothing is to be said
 * @param body compact JSON in UTF-8, or empty
 */
public record RpcReply(int status, Bytes body) {}
