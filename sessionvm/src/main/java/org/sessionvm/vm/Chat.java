package org.sessionvm.vm;

import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.state.Incarnation;
import org.sessionvm.state.SessionView;

/**
 * What a handle has with another one.
 *
 * @param session the newest between them
 * @param otherId the counterpart's incarnation
 * @param other the counterpart
 * @param lastMillis when the session began, or its last message was accepted
 * @param unread messages of the counterpart that the owner has not read
 * @param blocked whether the owner takes no messages of the counterpart
 */
public record Chat(
    SessionView session,
    IncarnationId otherId,
    Incarnation other,
    long lastMillis,
    long unread,
    boolean blocked) {}
