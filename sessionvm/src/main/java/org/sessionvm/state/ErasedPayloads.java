package org.sessionvm.state;

import java.util.ArrayList;
import java.util.List;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;

/**
 * Payloads that a participant had deleted. A row stays until the payloads of its block are past
 * their time: until then it says why one of them is missing.
 */
public final class ErasedPayloads {
  private ErasedPayloads() {}

  /** Whether the payload at a place was deleted before its time. */
  public static boolean contains(KeyValueReader state, PayloadLocation location) {
    return Columns.ERASED_PAYLOADS.get(state, location).isPresent();
  }

  /** Whether a message's payload is there for no reader any more, whatever the reason. */
  public static boolean isGone(
      KeyValueReader state,
      SessionView view,
      MessageRecord message,
      RulesHistory history,
      long nowMillis) {
    return view.head().extension().purged() || isGone(state, message, history, nowMillis);
  }

  /** Whether a message's payload is past its time or was deleted before. */
  public static boolean isGone(
      KeyValueReader state, MessageRecord message, RulesHistory history, long nowMillis) {
    return isPast(message, history, nowMillis) || contains(state, message.location());
  }

  private static boolean isPast(MessageRecord message, RulesHistory history, long nowMillis) {
    long accepted = message.acceptedMillis();
    return accepted + history.retentionMillisAt(accepted) <= nowMillis;
  }

  /** Deletes the payload of a message; one that is past its time goes with its block anyway. */
  public static void erase(
      StateDiff state, MessageRecord message, RulesHistory history, long nowMillis) {
    if (!isPast(message, history, nowMillis)) {
      state.put(Columns.ERASED_PAYLOADS, message.location(), Columns.PRESENT);
    }
  }

  /**
   * Deletes payloads of a session that is to lose them all, from where it has come to.
   *
   * @param budget most messages that are looked at
   * @return how many were looked at; all are gone when fewer than {@code budget}
   */
  public static int purge(
      StateDiff state, SessionView view, int budget, RulesHistory history, long nowMillis) {
    long from = view.head().extension().erasedMessages();
    long upTo = Math.min(view.head().nextSequence(), from + budget);
    for (long sequence = from; sequence < upTo; sequence++) {
      Columns.MESSAGES
          .get(state, new MessageKey(view.id(), sequence))
          .ifPresent(message -> erase(state, message, history, nowMillis));
    }
    state.put(Columns.SESSION_HEADS, view.id(), view.head().withErased(upTo));
    return (int) (upTo - from);
  }

  /** Forgets what was deleted of a block whose payloads are past their time; how many rows. */
  public static int forget(StateDiff state, long height) {
    ColumnId column = Columns.ERASED_PAYLOADS.id();
    List<KeyValue> rows =
        state.scan(column, firstOf(height), firstOf(height + 1), Integer.MAX_VALUE >> 1);
    for (KeyValue row : rows) {
      state.delete(Columns.ERASED_PAYLOADS, PayloadLocation.CODEC.decode(row.key()));
    }
    return rows.size();
  }

  /** The places whose payloads the changes of a block delete. */
  public static List<PayloadRange> erasedBy(StateDiff changes) {
    List<PayloadRange> ranges = new ArrayList<>();
    for (Bytes key : changes.keysSet(Columns.ERASED_PAYLOADS.id())) {
      ranges.add(PayloadRange.of(PayloadLocation.CODEC.decode(key)));
    }
    return ranges;
  }

  private static Bytes firstOf(long height) {
    return new ByteWriter().u64(height).toBytes();
  }
}
