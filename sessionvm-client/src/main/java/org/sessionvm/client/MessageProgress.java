package org.sessionvm.client;

import java.util.OptionalLong;
import org.sessionvm.primitives.ParticipantId;

/**
 * How far a participant has come in a session, as the node tells it. A mark is a count: all
 * messages of a lower sequence.
 *
 * @param delivered messages that have reached it
 * @param read messages that it has read; nothing if it keeps that to itself
 */
public record MessageProgress(ParticipantId participant, long delivered, OptionalLong read) {
  /** Whether the message at {@code sequence} has reached the participant. */
  public boolean isDelivered(long sequence) {
    return sequence < delivered;
  }

  /** Whether the participant says that it has read the message at {@code sequence}. */
  public boolean isRead(long sequence) {
    return read.isPresent() && sequence < read.getAsLong();
  }
}
