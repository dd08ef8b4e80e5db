package org.sessionvm.state;

import java.util.Optional;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.spi.KeyValueReader;

/** Changes of handles, each with every index that it touches. */
public final class Handles {
  /** Most handles of an owner. */
  public static final int PER_OWNER_MAX = 100;

  private Handles() {}

  /** Who has the name now. */
  public static Optional<IncarnationId> find(KeyValueReader state, HandleName name) {
    return Columns.HANDLES.get(state, name);
  }

  /** An incarnation, also one that its owner gave up. */
  public static Optional<Incarnation> find(KeyValueReader state, IncarnationId id) {
    return Columns.INCARNATIONS.get(state, id);
  }

  /** An incarnation that its owner has not given up. */
  public static Optional<Incarnation> live(KeyValueReader state, IncarnationId id) {
    return find(state, id).filter(incarnation -> !incarnation.isRenounced());
  }

  /** How many handles an owner has, as far as that matters. */
  public static int count(KeyValueReader state, ParticipantId owner) {
    return state
        .scan(
            Columns.OWNER_HANDLES.id(),
            owner.bytes(),
            owner.bytes().concat(Columns.AFTER_PREFIX),
            PER_OWNER_MAX)
        .size();
  }

  /** Gives a free name to an owner. */
  public static void register(StateDiff state, IncarnationId id, Incarnation incarnation) {
    state.put(Columns.INCARNATIONS, id, incarnation);
    state.put(Columns.HANDLES, incarnation.name(), id);
    state.put(Columns.OWNER_HANDLES, ownerHandle(incarnation), id);
  }

  /** Frees the name; the incarnation is forgotten later. */
  public static void renounce(
      StateDiff state, IncarnationId id, Incarnation live, long forgetMillis) {
    state.put(Columns.INCARNATIONS, id, live.renounced(forgetMillis));
    state.delete(Columns.HANDLES, live.name());
    state.delete(Columns.OWNER_HANDLES, ownerHandle(live));
    state.delete(Columns.PROFILES, id);
    state.put(Columns.EXPIRIES, Expiry.ofIncarnation(forgetMillis, id), Columns.PRESENT);
  }

  /** Puts a profile in the place of the one before. */
  public static void describe(StateDiff state, IncarnationId id, Profile profile) {
    Incarnation live = live(state, id).orElseThrow();
    state.put(Columns.INCARNATIONS, id, live.withProfile());
    state.put(Columns.PROFILES, id, profile);
  }

  static void addChats(StateDiff state, IncarnationId id, int more) {
    find(state, id).ifPresent(found -> state.put(Columns.INCARNATIONS, id, found.addChats(more)));
  }

  private static OwnerHandle ownerHandle(Incarnation incarnation) {
    return new OwnerHandle(incarnation.owner(), incarnation.name());
  }
}
