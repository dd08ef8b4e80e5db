package org.sessionvm.rpc.live;

/**
 * Messages from one sequence up to before another; none if the end is not past the first.
 *
 * @param first the lowest sequence
 * @param end one past the highest
 */
record SequenceRange(long first, long end) {
  static final SequenceRange NONE = new SequenceRange(0, 0);

  static SequenceRange of(long sequence) {
    return new SequenceRange(sequence, sequence + 1);
  }

  boolean isEmpty() {
    return first >= end;
  }

  /** How many sequences, at most so many. */
  int size(int most) {
    return (int) Math.min(most, end - first);
  }

  /** Up to the end of what came later. */
  SequenceRange and(SequenceRange later) {
    return new SequenceRange(isEmpty() ? later.first : first, later.isEmpty() ? end : later.end);
  }

  /** What is left from a sequence on. */
  SequenceRange from(long sequence) {
    return new SequenceRange(sequence, end);
  }
}
