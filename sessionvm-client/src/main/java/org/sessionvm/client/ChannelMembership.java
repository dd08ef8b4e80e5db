package org.sessionvm.client;

import java.time.Instant;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;

/**
 * Somebody in a channel, as the node tells it.
 *
 * @param membership the creation or invitation that made it a member
 * @param hasLatestKey whether it has an entry of the latest key that was begun
 */
public record ChannelMembership(
    ParticipantId participant,
    ChannelRole role,
    TransactionId membership,
    Instant joined,
    boolean hasLatestKey) {}
