package org.sessionvm.execution;

import java.util.List;
import java.util.Optional;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Expiry;
import org.sessionvm.state.Identities;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.Sessions;
import org.sessionvm.state.StateDiff;
import org.sessionvm.state.Totals;

/**
 * Does at the start of a block what is due by its time, oldest first, up to a number of rows. What
 * is left waits for the next block; rules and reads treat it as done already.
 *
 * @param rules of the chain
 */
public record ExpirySweep(ChainRules rules) {
  /** Whether anything is due at {@code millis}. */
  public static boolean isDue(KeyValueReader state, long millis) {
    return !due(state, millis, 1).isEmpty();
  }

  /** Does what is due and returns how many rows that took. */
  public int run(StateDiff state, BlockContext block) {
    int budget = rules.limits().sweepRowsPerBlockMax();
    int used = 0;
    for (KeyValue entry : due(state, block.timestampMillis(), budget)) {
      if (used >= budget) {
        break;
      }
      Expiry expiry = Expiry.CODEC.decode(entry.key());
      used += 1 + carryOut(state, block, expiry, budget - used);
    }
    return used;
  }

  private static List<KeyValue> due(KeyValueReader state, long millis, int limit) {
    return state.scan(Columns.EXPIRIES.id(), Bytes.EMPTY, Expiry.firstKeyAfter(millis), limit);
  }

  private int carryOut(StateDiff state, BlockContext block, Expiry expiry, int budget) {
    if (expiry.kind() == Expiry.Kind.DELETE_SESSION
        || expiry.kind() == Expiry.Kind.DELETE_UNPROVED_SESSION) {
      return delete(state, block, expiry, budget);
    }
    state.delete(Columns.EXPIRIES, expiry);
    switch (expiry.kind()) {
      case END_SESSION ->
          session(state, expiry)
              .filter(view -> view.head().status() != SessionStatus.CLOSED)
              .ifPresent(
                  view ->
                      Sessions.expire(state, view, expiry.dueMillis() + rules.retentionMillis()));
      case DELETE_IDENTITY -> Identities.forget(state, new ParticipantId(expiry.subject()));
      case DELETE_PAYLOADS ->
          Totals.change(state, sums -> sums.withPayloadsDeletedThrough(expiry.height()));
      case FORGET_CREATION ->
          state.delete(Columns.TRANSACTIONS, new TransactionId(expiry.subject()));
      case DELETE_SESSION, DELETE_UNPROVED_SESSION -> throw new IllegalStateException("done above");
    }
    return 0;
  }

  /** A session with more messages than the budget goes piece by piece, its entry with the last. */
  private int delete(StateDiff state, BlockContext block, Expiry expiry, int budget) {
    Optional<SessionView> view = session(state, expiry);
    int deleted =
        view.map(
                found ->
                    Sessions.delete(
                        state,
                        found,
                        Math.max(1, budget - 1),
                        block.timestampMillis() + rules.retentionMillis(),
                        lastRepeat(found)))
            .orElse(0);
    if (session(state, expiry).isEmpty()) {
      state.delete(Columns.EXPIRIES, expiry);
      view.ifPresent(gone -> state.delete(Columns.EXPIRIES, deletion(gone)));
    }
    return deleted;
  }

  /** The entry that an unproved session has besides, if its time to live was shorter. */
  private Expiry deletion(SessionView view) {
    long due = view.session().expiresMillis() + rules.retentionMillis();
    return Expiry.ofSession(due, Expiry.Kind.DELETE_SESSION, view.id());
  }

  /**
   * When a creation is surely too old to be accepted again: its own time is at most the window past
   * the block that accepted it, and it is refused when older than the window.
   */
  private static long lastRepeat(SessionView view) {
    return view.session().createdMillis() + 2 * ChainRules.CREATION_WINDOW.toMillis() + 1;
  }

  private static Optional<SessionView> session(StateDiff state, Expiry expiry) {
    return SessionView.find(state, new SessionId(expiry.subject()));
  }
}
