package org.sessionvm.state;

import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.spi.KeyValueReader;

/** The keys of sessions, oldest first. */
public final class SessionKeyGenerations {
  private SessionKeyGenerations() {}

  /** A key of a session, by its number from 1. */
  public static Optional<SessionKeyGeneration> find(
      KeyValueReader state, SessionView view, long generation) {
    return generation >= 1 && generation <= view.head().extension().keyGenerations()
        ? Columns.KEY_GENERATIONS.get(state, new KeyGenerationKey(view.id(), (int) generation))
        : Optional.empty();
  }

  /** The ML-KEM-768 key that a session names for the participant at {@code index}. */
  public static Optional<Bytes> publicKey(KeyValueReader state, SessionView view, int index) {
    return Columns.SESSION_KEYS
        .get(state, new SessionKeyIndex(view.id(), index))
        .filter(entry -> entry.size() >= MlKemPublicKey.BYTES)
        .map(
            entry ->
                entry.size() == IdentityKeys.BYTES ? entry.slice(0, MlKemPublicKey.BYTES) : entry);
  }

  /** Adds a key; its number. */
  public static int add(StateDiff state, SessionView view, SessionKeyGeneration key) {
    int generation = view.head().extension().keyGenerations() + 1;
    state.put(Columns.KEY_GENERATIONS, new KeyGenerationKey(view.id(), generation), key);
    state.put(
        Columns.TRANSACTIONS,
        key.rotation(),
        new TransactionRecord.Rotation(view.id(), generation));
    state.put(Columns.SESSION_HEADS, view.id(), view.head().withKeyGenerations(generation));
    return generation;
  }

  /**
   * Deletes up to {@code budget} keys of a session, the newest first, so that those that are left
   * are still counted from 1.
   *
   * @return how many keys are left
   */
  static int delete(StateDiff state, SessionView view, int budget) {
    int left = view.head().extension().keyGenerations();
    for (int i = 0; i < budget && left > 0; i++, left--) {
      KeyGenerationKey key = new KeyGenerationKey(view.id(), left);
      Columns.KEY_GENERATIONS
          .get(state, key)
          .ifPresent(found -> state.delete(Columns.TRANSACTIONS, found.rotation()));
      state.delete(Columns.KEY_GENERATIONS, key);
    }
    return left;
  }
}
