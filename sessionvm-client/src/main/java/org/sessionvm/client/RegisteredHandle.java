package org.sessionvm.client;

import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;

/**
 * A handle that somebody has.
 *
 * @param incarnation this registration: a later one of the same name has another
 */
public record RegisteredHandle(HandleName name, IncarnationId incarnation, ParticipantId owner) {}
