package org.sessionvm.state;

/** Some of a session's participants, by their index from 0 to 127. */
public record ParticipantSet(long low, long high) {
  /** Nobody. */
  public static final ParticipantSet NONE = new ParticipantSet(0, 0);

  /** Whether the participant at {@code index} is in the set. */
  public boolean contains(int index) {
    return ((index < Long.SIZE ? low : high) >>> index & 1) == 1;
  }

  /** This set and the participant at {@code index}. */
  public ParticipantSet with(int index) {
    long bit = 1L << index;
    return index < Long.SIZE
        ? new ParticipantSet(low | bit, high)
        : new ParticipantSet(low, high | bit);
  }

  /** How many are in the set. */
  public int count() {
    return Long.bitCount(low) + Long.bitCount(high);
  }
}
