package org.sessionvm.client;

import java.time.Instant;
import org.sessionvm.primitives.TransactionId;

/**
 * An invitation to a channel.
 *
 * @param id by which it is withdrawn
 * @param expires after which nobody joins by it
 */
public record SentInvitation(TransactionId id, Instant expires) {}
