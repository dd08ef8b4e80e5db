package org.sessionvm.execution;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.ChannelDeletion;
import org.sessionvm.state.Channels;
import org.sessionvm.state.Columns;
import org.sessionvm.state.ErasedPayloads;
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
 * @param block whose start it is
 */
public record ExpirySweep(BlockContext block) {
  /**
   * What a sweep did.
   *
   * @param rows how many it touched
   * @param payloads heights of the blocks whose payloads go, in rising order
   */
  public record Swept(int rows, List<Long> payloads) {
    public Swept {
      payloads = List.copyOf(payloads);
    }
  }

  /** Whether anything is due at {@code millis}. */
  public static boolean isDue(KeyValueReader state, long millis) {
    return !due(state, millis, 1).isEmpty();
  }

  /** Does what is due. */
  public Swept run(StateDiff state) {
    int budget = block.rules().limits().sweepRowsPerBlockMax();
    SortedSet<Long> payloads = new TreeSet<>();
    int used = 0;
    long now = block.timestampMillis();
    NavigableSet<Bytes> due = dueKeys(state, now, budget);
    while (used < budget && !due.isEmpty()) {
      Expiry expiry = Expiry.CODEC.decode(due.pollFirst());
      used += 1 + carryOut(state, expiry, budget - used);
      if (expiry.kind() == Expiry.Kind.DELETE_PAYLOADS) {
        payloads.add(expiry.height());
      }
      // A session that ended so long ago that it goes too takes its place in the order.
      if (expiry.kind() == Expiry.Kind.END_SESSION) {
        session(state, expiry)
            .map(this::deletion)
            .filter(next -> next.dueMillis() <= now)
            .ifPresent(next -> due.add(Expiry.CODEC.encode(next)));
      }
      if (due.isEmpty()) {
        due.addAll(dueKeys(state, now, budget - used));
      }
    }
    return new Swept(used, List.copyOf(payloads));
  }

  private static NavigableSet<Bytes> dueKeys(KeyValueReader state, long millis, int limit) {
    NavigableSet<Bytes> keys = new TreeSet<>();
    if (limit > 0) {
      due(state, millis, limit).forEach(entry -> keys.add(entry.key()));
    }
    return keys;
  }

  private static List<KeyValue> due(KeyValueReader state, long millis, int limit) {
    return state.scan(Columns.EXPIRIES.id(), Bytes.EMPTY, Expiry.firstKeyAfter(millis), limit);
  }

  private int carryOut(StateDiff state, Expiry expiry, int budget) {
    if (expiry.kind() == Expiry.Kind.DELETE_SESSION
        || expiry.kind() == Expiry.Kind.DELETE_UNPROVED_SESSION) {
      return delete(state, expiry, budget);
    }
    if (expiry.kind() == Expiry.Kind.PURGE_SESSION) {
      return purge(state, expiry, Math.max(1, budget - 1));
    }
    if (expiry.kind() == Expiry.Kind.DELETE_CHANNEL) {
      return deleteChannel(state, expiry, Math.max(1, budget - 1));
    }
    state.delete(Columns.EXPIRIES, expiry);
    if (expiry.kind() == Expiry.Kind.DELETE_PAYLOADS) {
      Totals.change(state, sums -> sums.withPayloadsDeletedThrough(expiry.height()));
      return ErasedPayloads.forget(state, expiry.height());
    }
    switch (expiry.kind()) {
      case END_SESSION ->
          session(state, expiry)
              .filter(view -> view.head().status() != SessionStatus.CLOSED)
              .ifPresent(
                  view -> Sessions.expire(state, view, expiry.dueMillis() + retentionMillis(view)));
      case DELETE_IDENTITY -> Identities.forget(state, new ParticipantId(expiry.subject()));
      case FORGET_CREATION ->
          state.delete(Columns.TRANSACTIONS, new TransactionId(expiry.subject()));
      case FORGET_INCARNATION ->
          state.delete(Columns.INCARNATIONS, new IncarnationId(expiry.subject()));
      case END_INVITATION -> Channels.endInvitation(state, new TransactionId(expiry.subject()));
      case DELETE_SESSION,
          DELETE_UNPROVED_SESSION,
          PURGE_SESSION,
          DELETE_PAYLOADS,
          DELETE_CHANNEL ->
          throw new IllegalStateException("done above");
    }
    return 0;
  }

  /** As with a session, what is over the budget waits, and the entry with it. */
  private int deleteChannel(StateDiff state, Expiry expiry, int budget) {
    ChannelId id = new ChannelId(expiry.subject());
    // Counted from when it was due, as with a session.
    long retention = expiry.dueMillis() - Channels.find(state, id).orElseThrow().closedMillis();
    int deleted =
        new ChannelDeletion(state, id, !block.rules().isOpen(), expiry.dueMillis() + retention)
            .run(budget);
    if (deleted < budget) {
      state.delete(Columns.EXPIRIES, expiry);
    }
    return deleted;
  }

  /** As with a deletion, what is over the budget waits, and the entry with it. */
  private int purge(StateDiff state, Expiry expiry, int budget) {
    int looked =
        session(state, expiry)
            .map(
                view ->
                    ErasedPayloads.purge(
                        state, view, budget, block.history(), block.timestampMillis()))
            .orElse(0);
    if (looked < budget) {
      state.delete(Columns.EXPIRIES, expiry);
    }
    return looked;
  }

  /** A session with more messages than the budget goes piece by piece, its entry with the last. */
  private int delete(StateDiff state, Expiry expiry, int budget) {
    Optional<SessionView> view = session(state, expiry);
    if (view.isEmpty()) {
      state.delete(Columns.EXPIRIES, expiry);
      return 0;
    }
    // Counted from when it was due, not from when a block came to do it.
    long keepIdentitiesUntil = expiry.dueMillis() + retentionMillis(view.get());
    int deleted =
        Sessions.delete(
            state,
            view.get(),
            Math.max(1, budget - 1),
            keepIdentitiesUntil,
            lastRepeat(view.get()));
    if (session(state, expiry).isPresent()) {
      return deleted;
    }
    state.delete(Columns.EXPIRIES, expiry);
    state.delete(Columns.EXPIRIES, deletion(view.get()));
    return deleted + view.get().session().participants().size();
  }

  /** The entry that an unproved session has besides, if its time to live was shorter. */
  private Expiry deletion(SessionView view) {
    long due = view.session().expiresMillis() + retentionMillis(view);
    return Expiry.ofSession(due, Expiry.Kind.DELETE_SESSION, view.id());
  }

  /**
   * When a creation is surely too old to be accepted again: its own time is at most the window past
   * the block that accepted it, and it is refused when older than the window.
   */
  private static long lastRepeat(SessionView view) {
    return view.session().createdMillis() + 2 * ChainRules.CREATION_WINDOW.toMillis() + 1;
  }

  /** A session keeps the retention under which it was made, whenever a block comes to end it. */
  private long retentionMillis(SessionView view) {
    return block.history().retentionMillisAt(view.session().createdMillis());
  }

  private static Optional<SessionView> session(StateDiff state, Expiry expiry) {
    return SessionView.find(state, new SessionId(expiry.subject()));
  }
}
