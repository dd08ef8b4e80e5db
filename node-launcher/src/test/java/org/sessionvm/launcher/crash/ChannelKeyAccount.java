package org.sessionvm.launcher.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.transaction.GiveChannelKey;

/** Which keys a channel must have, and who has them. */
final class ChannelKeyAccount {
  private final List<Generation> generations = new ArrayList<>();

  /** What a member was given. */
  record Given(ParticipantId giver, Bytes wrappedKey, ParticipantId author, Bytes proof) {}

  private static final class Generation {
    final ParticipantId author;
    final Bytes proof;
    final Map<ParticipantId, Given> entries = new HashMap<>();
    boolean complete;
    boolean givenUp;
    boolean exposed;

    Generation(GiveChannelKey begin) {
      author = begin.author();
      proof = begin.proof();
    }
  }

  /** How many members lack it then. */
  int give(GiveChannelKey give, int members) {
    if (give.generation() > generations.size()) {
      generations.add(new Generation(give));
    }
    Generation generation = generations.get((int) give.generation() - 1);
    give.entries()
        .forEach(
            entry ->
                generation.entries.put(
                    entry.member(),
                    new Given(
                        give.author(), entry.wrappedKey(), generation.author, generation.proof)));
    boolean pending = !generation.complete;
    generation.complete |= generation.entries.size() == members;
    return pending ? members - generation.entries.size() : 0;
  }

  /** Whoever departs keeps what it has, so that nobody may send under it any more. */
  void depart(ParticipantId member, int membersLeft) {
    for (Generation generation : generations) {
      if (generation.entries.remove(member) != null) {
        generation.exposed = true;
        generation.givenUp |= !generation.complete;
      }
    }
    if (missing(membersLeft) == 0 && !generations.isEmpty()) {
      generations.getLast().complete |= !generations.getLast().givenUp;
    }
  }

  /** Number of the last that was begun. */
  int latest() {
    return generations.size();
  }

  /** Number of the last that was completed; 0 for none. */
  int current() {
    int last = 0;
    for (int i = 0; i < generations.size(); i++) {
      last = generations.get(i).complete ? i + 1 : last;
    }
    return last;
  }

  /** How many members lack the pending one. */
  int missing(int members) {
    return generations.isEmpty() || latest() == current() || generations.getLast().givenUp
        ? 0
        : members - generations.getLast().entries.size();
  }

  boolean isSendable() {
    return current() > 0 && !generations.get(current() - 1).exposed;
  }

  Optional<Given> find(ParticipantId member, int generation) {
    return generation < 1 || generation > latest()
        ? Optional.empty()
        : Optional.ofNullable(generations.get(generation - 1).entries.get(member));
  }
}
