package org.sessionvm.client;

import org.sessionvm.primitives.TransactionId;

/**
 * A message that the chain has accepted and the node has on disk.
 *
 * @param id was computed here
 * @param sequence its place in the session, as the node says
 */
public record SentMessage(TransactionId id, long sequence) {}
