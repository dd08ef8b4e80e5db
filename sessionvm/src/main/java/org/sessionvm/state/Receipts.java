package org.sessionvm.state;

import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.spi.KeyValueReader;

/** What participants have acknowledged. */
public final class Receipts {
  private Receipts() {}

  /** The receipt of the participant at {@code index}. */
  public static MessageReceipt of(KeyValueReader state, SessionView view, int index) {
    return index >= 0 && view.head().extension().acknowledged().contains(index)
        ? Columns.RECEIPTS.get(state, new ReceiptKey(view.id(), index)).orElse(MessageReceipt.NONE)
        : MessageReceipt.NONE;
  }

  /** How many messages a participant has read: all of a lower sequence. */
  public static long readMark(KeyValueReader state, SessionView view, ParticipantId participant) {
    return of(state, view, view.indexOf(participant)).read();
  }

  /** Sets the receipt of the participant at {@code index}. */
  public static void put(StateDiff state, SessionView view, int index, MessageReceipt receipt) {
    state.put(Columns.RECEIPTS, new ReceiptKey(view.id(), index), receipt);
    if (!view.head().extension().acknowledged().contains(index)) {
      state.put(Columns.SESSION_HEADS, view.id(), view.head().withAcknowledged(index));
    }
  }

  /** Forgets all receipts of a session. */
  static void delete(StateDiff state, SessionView view) {
    for (int i = 0; i < view.session().participants().size(); i++) {
      if (view.head().extension().acknowledged().contains(i)) {
        state.delete(Columns.RECEIPTS, new ReceiptKey(view.id(), i));
      }
    }
  }
}
