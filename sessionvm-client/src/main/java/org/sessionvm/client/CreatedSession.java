package org.sessionvm.client;

import java.time.Instant;
import org.sessionvm.primitives.SessionId;

/** A session that was just made. From {@code expires} on it takes no more messages. */
public record CreatedSession(SessionId id, Instant expires) {}
