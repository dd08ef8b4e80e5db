package org.sessionvm.state;

import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;

/** Changes of what two handles have with each other: their session and the chats of both. */
public final class Pairs {
  /** Most other handles that a handle has sessions with, ended ones included until they go. */
  public static final int PER_HANDLE_MAX = 1_000;

  /** When a session between handles ends by itself: the last moment that RFC 3339 can say. */
  public static final long NEVER_MILLIS = 253_402_300_799_999L;

  private Pairs() {}

  /** What two handles have with each other, if anything. */
  public static Optional<PairRecord> find(KeyValueReader state, HandlePair pair) {
    return Columns.HANDLE_PAIRS.get(state, pair);
  }

  /** Whether a session is one between handles, which no time ends. */
  public static boolean isOfHandles(SessionView view) {
    return view.session().expiresMillis() == NEVER_MILLIS;
  }

  /** The handles that a session is between, unless a newer one has taken its place. */
  public static Optional<HandlePair> of(KeyValueReader state, SessionView view) {
    return isOfHandles(view)
        ? Columns.TRANSACTIONS
            .get(state, view.session().creation())
            .filter(TransactionRecord.Establishment.class::isInstance)
            .map(made -> ((TransactionRecord.Establishment) made).pair())
            .filter(pair -> isNewest(state, pair, view.id()))
        : Optional.empty();
  }

  private static boolean isNewest(KeyValueReader state, HandlePair pair, SessionId session) {
    return find(state, pair).filter(record -> record.session().equals(session)).isPresent();
  }

  /**
   * Puts a new session in the place of what two handles had, and in the chats of both.
   *
   * @param kept what they had, unless it is due to go
   */
  static void establish(
      StateDiff state, HandlePair pair, SessionId session, long millis, Optional<PairRecord> kept) {
    Optional<PairRecord> before = find(state, pair);
    if (before.isEmpty()) {
      Handles.addChats(state, pair.first(), 1);
      Handles.addChats(state, pair.second(), 1);
    }
    replace(
        state,
        pair,
        before,
        kept.map(record -> record.inSession(session, millis))
            .orElseGet(
                () -> new PairRecord(session, millis, PairRecord.Side.NONE, PairRecord.Side.NONE)));
  }

  /** Moves the chats up for a message. */
  public static void addMessage(StateDiff state, SessionView view, long millis) {
    of(state, view)
        .ifPresent(
            pair -> {
              Optional<PairRecord> before = find(state, pair);
              replace(state, pair, before, before.orElseThrow().withMessage(millis));
            });
  }

  /** Notes whether the participant at {@code index} takes no messages of the other. */
  public static void block(
      StateDiff state, HandlePair pair, int index, boolean blocks, long changedMillis) {
    PairRecord record = find(state, pair).orElseThrow();
    state.put(Columns.HANDLE_PAIRS, pair, record.withBlock(index, blocks, changedMillis));
  }

  /** Removes the chats of a session that goes, unless a newer one has taken its place. */
  static void remove(StateDiff state, SessionView view) {
    of(state, view)
        .ifPresent(
            pair -> {
              find(state, pair).ifPresent(record -> deleteChats(state, pair, record));
              state.delete(Columns.HANDLE_PAIRS, pair);
              Handles.addChats(state, pair.first(), -1);
              Handles.addChats(state, pair.second(), -1);
            });
  }

  /** The pairs of an incarnation, at most as many as there can be. */
  public static List<HandlePair> of(KeyValueReader state, IncarnationId handle) {
    return state
        .scan(
            Columns.CHATS.id(),
            handle.bytes(),
            handle.bytes().concat(Columns.AFTER_PREFIX),
            PER_HANDLE_MAX)
        .stream()
        .map(KeyValue::key)
        .map(key -> ChatKey.CODEC.decode(key).pair())
        .toList();
  }

  private static void replace(
      StateDiff state, HandlePair pair, Optional<PairRecord> before, PairRecord after) {
    before.ifPresent(record -> deleteChats(state, pair, record));
    state.put(Columns.HANDLE_PAIRS, pair, after);
    for (ChatKey chat : chats(pair, after)) {
      state.put(Columns.CHATS, chat, Columns.PRESENT);
    }
  }

  private static void deleteChats(StateDiff state, HandlePair pair, PairRecord record) {
    chats(pair, record).forEach(chat -> state.delete(Columns.CHATS, chat));
  }

  /** The chats in which a pair is found. */
  public static List<ChatKey> chats(HandlePair pair, PairRecord record) {
    return List.of(
        new ChatKey(pair.first(), record.lastMillis(), pair.second()),
        new ChatKey(pair.second(), record.lastMillis(), pair.first()));
  }
}
