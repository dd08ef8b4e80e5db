package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.Columns;
import org.sessionvm.state.ErasedPayloads;
import org.sessionvm.state.MessageKey;
import org.sessionvm.state.MessageRecord;
import org.sessionvm.state.PayloadLocation;
import org.sessionvm.state.SessionKeyGenerations;
import org.sessionvm.state.SessionView;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.SignedTransaction;

/** Reads the messages of one session page by page, in pieces that fit in memory. */
final class MessageScan {
  /** Most messages of a page. */
  static final int MESSAGES_PER_PAGE_MAX = 1_000;

  /** A page ends with the message that reaches this many bytes of ciphertext and signatures. */
  static final int BYTES_PER_PAGE_MAX = 4 << 20;

  /** Most places that are looked at for a page, deleted messages included. */
  static final int ROWS_PER_PAGE_MAX = 1_000;

  /**
   * Most that are read at once, and how many at first, when nobody knows yet how large they are.
   */
  private static final int PIECE_MAX = 32;

  private static final int PIECE_FIRST = 2;

  private final KeyValueReader state;
  private final SessionView view;
  private final RulesHistory history;
  private final long nowMillis;
  private final int bytesMax;
  private final List<Message> messages = new ArrayList<>();
  private int bytes;

  /**
   * A page that is not read yet.
   *
   * @param bytesMax it ends with the message that reaches so many
   */
  MessageScan(
      KeyValueReader state, SessionView view, RulesHistory history, long nowMillis, int bytesMax) {
    this.state = state;
    this.view = view;
    this.history = history;
    this.nowMillis = nowMillis;
    this.bytesMax = Math.min(bytesMax, BYTES_PER_PAGE_MAX);
  }

  MessagePage read(long fromSequence, int limit) {
    return read(fromSequence, view.head().nextSequence(), limit);
  }

  /** A page from a place on, before {@code end} at the farthest. */
  MessagePage read(long fromSequence, long end, int limit) {
    int most = Math.min(limit, MESSAGES_PER_PAGE_MAX);
    long next = Math.max(fromSequence, view.head().deletedMessages());
    long last = next + ROWS_PER_PAGE_MAX;
    while (next < Math.min(end, last) && messages.size() < most && bytes < bytesMax) {
      next = readPiece(next, Math.min(end, next + Math.min(piece(), most - messages.size())));
    }
    return new MessagePage(messages, Math.max(next, fromSequence));
  }

  /** As many as should fit: what is read and does not fit was held for nothing. */
  private int piece() {
    if (messages.isEmpty()) {
      return PIECE_FIRST;
    }
    long average = Math.max(1, bytes / messages.size());
    return Math.clamp((bytesMax - bytes) / average, 1, PIECE_MAX);
  }

  private long readPiece(long from, long to) {
    return from + readPiece(LongStream.range(from, to).boxed().toList());
  }

  /** A page from the last place before {@code end} down to {@code first}, the newest first. */
  MessagePage readBackward(long first, long end, int limit) {
    int most = Math.min(limit, MESSAGES_PER_PAGE_MAX);
    long least = Math.max(first, view.head().deletedMessages());
    long next = end;
    long last = Math.max(least, end - ROWS_PER_PAGE_MAX);
    while (next > last && messages.size() < most && bytes < bytesMax) {
      long to = Math.max(last, next - Math.min(piece(), most - messages.size()));
      long top = next - 1;
      next -= readPiece(LongStream.range(0, next - to).map(i -> top - i).boxed().toList());
    }
    return new MessagePage(messages, next);
  }

  /** Looks at these places in their order; at how many, until the page was full. */
  private int readPiece(List<Long> sequences) {
    List<Bytes> keys =
        sequences.stream()
            .map(sequence -> MessageKey.CODEC.encode(new MessageKey(view.id(), sequence)))
            .toList();
    List<MessageRecord> records =
        state.getAll(Columns.MESSAGES.id(), keys).stream()
            .map(value -> MessageRecord.CODEC.decode(value.orElseThrow()))
            .toList();
    List<Optional<Bytes>> payloads =
        state.getAll(
            Columns.PAYLOADS.id(),
            records.stream()
                .map(MessageRecord::location)
                .map(PayloadLocation.CODEC::encode)
                .toList());
    for (int i = 0; i < records.size(); i++) {
      if (bytes >= bytesMax) {
        return i;
      }
      add(records.get(i), payloads.get(i), sequences.get(i));
    }
    return records.size();
  }

  private void add(MessageRecord record, Optional<Bytes> payload, long sequence) {
    if (payload.isEmpty() || ErasedPayloads.isGone(state, view, record, history, nowMillis)) {
      return;
    }
    SignedTransaction signed = SignedTransaction.CODEC.decode(payload.get());
    SendMessage sent = (SendMessage) signed.transaction();
    Message message =
        Message.accepted(
            record.id(),
            sent,
            signed.signature(),
            record.acceptedMillis(),
            sequence,
            publicKey(sent));
    messages.add(message);
    bytes += message.size();
  }

  private Optional<Bytes> publicKey(SendMessage sent) {
    return sent.keyGeneration() == 0
        ? Optional.empty()
        : SessionKeyGenerations.publicKey(state, view, view.indexOf(sent.sender()));
  }
}
