package org.sessionvm.client;

import java.time.Instant;
import java.util.OptionalLong;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.SessionStatus;

/**
 * A chat of a handle, as the node tells it.
 *
 * @param session the newest with the other handle
 * @param lastMessage when its last message was accepted, or it began
 * @param lastSequence that of its last message, if there is any
 * @param unread messages of the other that were not read, as far as the node counts
 * @param blocked whether no messages of the other are taken
 */
public record HandleChat(
    SessionId session,
    SessionStatus status,
    RegisteredHandle other,
    Instant lastMessage,
    OptionalLong lastSequence,
    long unread,
    boolean blocked) {}
