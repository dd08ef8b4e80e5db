package org.sessionvm.rpc.live;

import org.sessionvm.primitives.ParticipantId;

/**
 * That a connection has proved to be a participant's. It is the connection's own, so that no token
 * that is given out elsewhere takes its place.
 *
 * @param endsMillis from when on it is good no more
 */
public record Proof(ParticipantId participant, long endsMillis) {
  /** Whether it is good at a time. */
  public boolean isGoodAt(long millis) {
    return millis < endsMillis;
  }
}
