package org.sessionvm.vm;

import java.util.OptionalLong;

/**
 * Messages of a session by the time of their blocks; those of one time stand by their sequence.
 *
 * @param fromMillis the earliest time
 * @param untilMillis the latest time
 * @param newestFirst the order
 * @param place where the page before ended: the next place, or going back the place after it
 */
public record MessageQuery(
    long fromMillis, long untilMillis, boolean newestFirst, OptionalLong place) {}
