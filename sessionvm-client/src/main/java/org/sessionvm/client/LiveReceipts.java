package org.sessionvm.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.sessionvm.primitives.ParticipantId;

/**
 * How far the others in a session have come, and whenever one comes farther. It is the node's word.
 * Its iterator waits for the next one; ends when the session is deleted or this is closed, which
 * any thread may do.
 */
public final class LiveReceipts implements Iterable<MessageProgress>, AutoCloseable {
  private final LiveFeed<MessageProgress> feed;
  private final ParticipantId self;
  private final List<ParticipantId> participants;
  private final long from;
  private final Map<ParticipantId, MessageProgress> told = new HashMap<>();
  private final Iterator<MessageProgress> receipts = new Receipts();

  LiveReceipts(
      LiveFeed<MessageProgress> feed,
      ParticipantId self,
      List<ParticipantId> participants,
      long fromSequence) {
    this.feed = feed;
    this.self = self;
    this.participants = participants;
    this.from = fromSequence;
  }

  /** The same one each time: what it gave is not given again. */
  @Override
  public Iterator<MessageProgress> iterator() {
    return receipts;
  }

  @Override
  public void close() {
    feed.close();
  }

  private final class Receipts implements Iterator<MessageProgress> {
    private final Queue<MessageProgress> ready = new ArrayDeque<>();
    private boolean ended;

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        List<MessageProgress> news = feed.next(from).messages();
        ended = news.isEmpty();
        news.stream().filter(LiveReceipts.this::isNew).forEach(ready::add);
      }
      return !ready.isEmpty();
    }

    @Override
    public MessageProgress next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }

  /** After a break all are told again. */
  private boolean isNew(MessageProgress receipt) {
    if (!participants.contains(receipt.participant())) {
      throw new ClientException.ProtocolViolation("receipts are not of the participants");
    }
    Optional<MessageProgress> before =
        Optional.ofNullable(told.put(receipt.participant(), receipt));
    if (before.filter(known -> known.delivered() > receipt.delivered()).isPresent()) {
      throw new ClientException.ProtocolViolation("a receipt goes backwards");
    }
    return !receipt.participant().equals(self) && !before.equals(Optional.of(receipt));
  }
}
