package org.sessionvm.rpc.access;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.sessionvm.primitives.ParticipantId;

/**
 * Which moments participants have used to authenticate, for as long as those could be used again.
 * Bounded; safe for any thread.
 */
final class AuthenticationTimes {
  /** Most of one participant that are remembered. */
  static final int PER_PARTICIPANT_MAX = 256;

  /** Most of all, shared equally once there are many participants. */
  static final int ENTRIES_SHARED = 20_000;

  /** Most participants of whom moments are remembered. */
  static final int PARTICIPANTS_MAX = 100_000;

  private final Queue<Used> byTime =
      new PriorityQueue<>((a, b) -> Long.compare(a.timestampMillis(), b.timestampMillis()));
  private final Map<ParticipantId, Set<Long>> used = new HashMap<>();

  private record Used(long timestampMillis, ParticipantId participant) {}

  /** What became of a moment. */
  enum Use {
    FRESH,
    REPEATED,
    TOO_MANY
  }

  /**
   * Uses a moment up.
   *
   * @param oldestMillis what is before this cannot be used any more and is forgotten
   */
  synchronized Use use(ParticipantId participant, long timestampMillis, long oldestMillis) {
    forgetBefore(oldestMillis);
    Set<Long> own = used.getOrDefault(participant, Set.of());
    if (own.contains(timestampMillis)) {
      return Use.REPEATED;
    }
    if (own.size() >= share() || (own.isEmpty() && used.size() >= PARTICIPANTS_MAX)) {
      return Use.TOO_MANY;
    }
    used.computeIfAbsent(participant, _ -> new HashSet<>()).add(timestampMillis);
    byTime.add(new Used(timestampMillis, participant));
    return Use.FRESH;
  }

  /** So that one who comes new finds room, however much others take. */
  private int share() {
    return Math.clamp(ENTRIES_SHARED / (used.size() + 1), 1, PER_PARTICIPANT_MAX);
  }

  private void forgetBefore(long oldestMillis) {
    for (Used first = byTime.peek();
        first != null && first.timestampMillis() < oldestMillis;
        first = byTime.peek()) {
      byTime.remove();
      Set<Long> own = used.get(first.participant());
      if (own != null && own.remove(first.timestampMillis()) && own.isEmpty()) {
        used.remove(first.participant());
      }
    }
  }
}
