package org.sessionvm.rpc;

/**
 * The room that the answer to one body takes in memory, from before it is made until it has gone
 * out, and who waits for it.
 */
public interface AnswerRoom {
  /** Any amount, for somebody who waits for ever: of hosts that bound answers themselves. */
  AnswerRoom UNBOUNDED =
      new AnswerRoom() {
        @Override
        public boolean take(long bytes, Kind kind, long waitMillis) {
          return true;
        }

        @Override
        public long bytesMax() {
          return Long.MAX_VALUE;
        }

        @Override
        public void giveBack(long bytes) {}

        @Override
        public Listener listener() {
          return Listener.WAITS;
        }
      };

  /** What room is taken for. */
  enum Kind {
    /** A page that is about to be made, which leaves some room for the answers of others. */
    PAGE,
    /** An answer that is there. */
    ANSWER
  }

  /** Whether anybody waits for the answer. */
  enum Listener {
    WAITS,
    GONE,
    /** The node is about to end. */
    SHUTTING_DOWN
  }

  /** Takes room for so many bytes more; whether there was any within the time. */
  boolean take(long bytes, Kind kind, long waitMillis);

  /** All the room that there is, for all answers. */
  long bytesMax();

  /** So many bytes less than was taken. */
  void giveBack(long bytes);

  /** Who waits now. */
  Listener listener();
}
