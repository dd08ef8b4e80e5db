package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sessionvm.block.BlockHeader;
import org.sessionvm.genesis.RulesHistory;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.Snapshot;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Counters;
import org.sessionvm.state.MessageReceipt;
import org.sessionvm.state.ParticipantSession;
import org.sessionvm.state.Receipts;
import org.sessionvm.state.SessionKeyGeneration;
import org.sessionvm.state.SessionKeyGenerations;
import org.sessionvm.state.SessionKeyIndex;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.Totals;
import org.sessionvm.state.TransactionRecord;

/**
 * The accepted state at one moment. What is due by the later of the last block's time and the clock
 * is shown as done, whether or not a block has done it.
 */
public final class StateReader implements AutoCloseable {
  /** Most sessions of a page. */
  public static final int SESSIONS_PER_PAGE_MAX = 1_000;

  /** A page ends with the session that reaches this many bytes of ids and metadata. */
  public static final int SESSION_BYTES_PER_PAGE_MAX = 2 << 20;

  private static final int BYTES_PER_PARTICIPANT = 64;

  private final Snapshot snapshot;
  private final RulesHistory history;
  private final BlockHeader lastAccepted;
  private final long nowMillis;

  StateReader(Snapshot snapshot, RulesHistory history, TimeSource time) {
    this.snapshot = snapshot;
    this.history = history;
    this.lastAccepted = ChainStore.lastAccepted(snapshot);
    this.nowMillis = Math.max(lastAccepted.timestampMillis(), time.currentMillis());
  }

  /** The time that statuses are shown for. */
  public long nowMillis() {
    return nowMillis;
  }

  /** The newest block of this state. */
  public BlockHeader lastAccepted() {
    return lastAccepted;
  }

  /** Sums over the state. */
  public Counters counters() {
    return Totals.of(snapshot);
  }

  /** A session that is not gone. */
  public Optional<SessionView> session(SessionId id) {
    return SessionView.find(snapshot, id)
        .filter(
            view ->
                !view.isGoneAt(
                    nowMillis, history.retentionMillisAt(view.session().createdMillis())));
  }

  /** The key entries of a session, as its maker gave them. */
  public List<Bytes> publicKeys(SessionView view) {
    List<Bytes> keys = new ArrayList<>();
    for (int i = 0; i < view.session().publicKeyCount(); i++) {
      SessionKeyIndex key = new SessionKeyIndex(view.id(), i);
      keys.add(Columns.SESSION_KEYS.get(snapshot, key).orElseThrow());
    }
    return keys;
  }

  /** For each participant whether its key entry is known to be its own. */
  public List<Boolean> proved(SessionView view) {
    List<Boolean> proved = new ArrayList<>();
    for (int i = 0; i < view.session().participants().size(); i++) {
      proved.add(view.head().proved().contains(i) || isKeyOfIdentity(view, i));
    }
    return proved;
  }

  /** An identity that became known after the session was made. */
  private boolean isKeyOfIdentity(SessionView view, int index) {
    return Columns.SESSION_KEYS
        .get(snapshot, new SessionKeyIndex(view.id(), index))
        .flatMap(
            entry ->
                identity(view.session().participants().get(index))
                    .filter(keys -> keys.kem().bytes().equals(entry)))
        .isPresent();
  }

  /** What the participant at {@code index} of a session has acknowledged. */
  public MessageReceipt receipt(SessionView view, int index) {
    return Receipts.of(snapshot, view, index);
  }

  /** How many messages of a session a participant has read: all of a lower sequence. */
  public long readMark(SessionView view, ParticipantId participant) {
    return Receipts.readMark(snapshot, view, participant);
  }

  /** The keys of an identity that the chain knows. */
  public Optional<IdentityKeys> identity(ParticipantId participant) {
    return Columns.IDENTITY_LEASES
        .get(snapshot, participant)
        .filter(lease -> lease.keepUntilMillis() == 0 || lease.keepUntilMillis() > nowMillis)
        .flatMap(_ -> Columns.IDENTITIES.get(snapshot, participant));
  }

  /**
   * The sessions of a participant.
   *
   * @param from {@link SessionPage#next} of the page before, or nothing for the first
   */
  public SessionPage sessions(ParticipantId participant, Optional<Bytes> from, int most) {
    return sessions(participant, from, most, SESSION_BYTES_PER_PAGE_MAX);
  }

  /** The same, ending with the session that reaches so many bytes of ids and metadata. */
  public SessionPage sessions(
      ParticipantId participant, Optional<Bytes> from, int most, int bytesMax) {
    int limit = Math.min(most, SESSIONS_PER_PAGE_MAX);
    Bytes first = from.orElse(Bytes.EMPTY);
    // One more than asked for tells whether there is a next page.
    List<KeyValue> entries =
        snapshot.scan(
            Columns.PARTICIPANT_SESSIONS.id(),
            participant.bytes().concat(first),
            participant.bytes().concat(END),
            limit + 1);
    List<SessionView> sessions = new ArrayList<>();
    int read = 0;
    long bytes = 0;
    while (read < Math.min(limit, entries.size()) && bytes < bytesMax) {
      Optional<SessionView> found =
          session(ParticipantSession.CODEC.decode(entries.get(read).key()).session());
      found.ifPresent(sessions::add);
      bytes += found.map(StateReader::bytes).orElse(0);
      read++;
    }
    Optional<Bytes> next =
        read < entries.size()
            ? Optional.of(entries.get(read).key().slice(participant.bytes().size(), KEY_BYTES))
            : Optional.empty();
    return new SessionPage(sessions, next, bytes);
  }

  private static int bytes(SessionView view) {
    return view.session().participants().size() * BYTES_PER_PARTICIPANT
        + view.session().metadata().size();
  }

  /** What is shown of handles. */
  public HandleReader handles() {
    return new HandleReader(snapshot, this);
  }

  /** What is shown of channels. */
  public ChannelReader channels() {
    return new ChannelReader(snapshot, history, nowMillis);
  }

  /** Messages of a session from a sequence on; at most a page. */
  public MessagePage messages(SessionView view, long fromSequence, int limit) {
    return messages(view, fromSequence, limit, MessageScan.BYTES_PER_PAGE_MAX);
  }

  /** The same, ending with the message that reaches so many bytes of ciphertext and signature. */
  public MessagePage messages(SessionView view, long fromSequence, int limit, int bytesMax) {
    return new MessageScan(snapshot, view, history, nowMillis, bytesMax).read(fromSequence, limit);
  }

  /**
   * Messages of a session by time; at most a page.
   *
   * @return with the place for the next page, if there may be one
   */
  public QueriedPage messages(SessionView view, MessageQuery query, int limit, int bytesMax) {
    MessageTimes times = new MessageTimes(snapshot, view);
    long first = times.firstFrom(query.fromMillis());
    long end = times.firstAfter(query.untilMillis());
    MessageScan scan = new MessageScan(snapshot, view, history, nowMillis, bytesMax);
    if (query.newestFirst()) {
      long from = Math.min(end, query.place().orElse(end));
      MessagePage page = scan.readBackward(first, Math.max(first, from), limit);
      return QueriedPage.of(page, page.nextSequence() > first);
    }
    long from = Math.max(first, query.place().orElse(first));
    MessagePage page = scan.read(from, end, limit);
    return QueriedPage.of(page, page.nextSequence() < end);
  }

  /** A key of a session by its number from 1. */
  public Optional<SessionKeyGeneration> keyGeneration(SessionView view, long generation) {
    return SessionKeyGenerations.find(snapshot, view, generation);
  }

  /** The ML-KEM-768 key that a session names for the participant at {@code index}. */
  public Optional<Bytes> publicKey(SessionView view, int index) {
    return SessionKeyGenerations.publicKey(snapshot, view, index);
  }

  /** An accepted message whose payload and session are still there. */
  public Optional<Message> message(TransactionId id) {
    return Columns.TRANSACTIONS
        .get(snapshot, id)
        .filter(TransactionRecord.Message.class::isInstance)
        .map(TransactionRecord.Message.class::cast)
        .flatMap(
            found ->
                session(found.session())
                    .flatMap(
                        view ->
                            messages(view, found.sequence(), 1).messages().stream()
                                .filter(message -> message.id().equals(id))
                                .findFirst()));
  }

  @Override
  public void close() {
    snapshot.close();
  }

  private static final int KEY_BYTES = Columns.KEY_BYTES_MAX;

  /** Sorts after every complement of a time. */
  private static final Bytes END = Bytes.fromHex("ff".repeat(KEY_BYTES));
}
