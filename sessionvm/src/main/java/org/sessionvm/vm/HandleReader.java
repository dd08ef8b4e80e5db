package org.sessionvm.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.ColumnId;
import org.sessionvm.spi.KeyValue;
import org.sessionvm.spi.KeyValueReader;
import org.sessionvm.state.ChatKey;
import org.sessionvm.state.Columns;
import org.sessionvm.state.HandlePair;
import org.sessionvm.state.Handles;
import org.sessionvm.state.Incarnation;
import org.sessionvm.state.MessageKey;
import org.sessionvm.state.MessageRecord;
import org.sessionvm.state.OwnerHandle;
import org.sessionvm.state.PairRecord;
import org.sessionvm.state.Pairs;
import org.sessionvm.state.Profile;
import org.sessionvm.state.SessionView;

/**
 * Handles of the accepted state at one moment, as long as the reader they are from is open.
 *
 * @param state where to look
 * @param reader what is shown of sessions
 */
public record HandleReader(KeyValueReader state, StateReader reader) {
  /** Most handles or chats of a page. */
  public static final int PER_PAGE_MAX = 1_000;

  /** Most messages of a chat that are looked at to count the unread ones. */
  public static final int UNREAD_COUNTED_MAX = 100;

  private static final Bytes END = Bytes.fromHex("ff".repeat(Columns.KEY_BYTES_MAX));

  /**
   * Part of a list.
   *
   * @param next what the next page begins with, unless this is the last
   */
  public record Page<T>(List<T> items, Optional<Bytes> next) {
    public Page {
      items = List.copyOf(items);
    }
  }

  /** Who has a name now. */
  public Optional<IncarnationId> find(HandleName name) {
    return Handles.find(state, name);
  }

  /** A registration that was not given up. */
  public Optional<Incarnation> live(IncarnationId id) {
    return Handles.live(state, id);
  }

  /** What the owner tells of a handle. */
  public Optional<Profile> profile(IncarnationId id) {
    return Columns.PROFILES.get(state, id);
  }

  /** The session of two handles, unless it has ended. */
  public Optional<SessionId> session(IncarnationId one, IncarnationId other) {
    return Pairs.find(state, HandlePair.of(one, other))
        .flatMap(pair -> reader.session(pair.session()))
        .filter(view -> !view.statusAt(reader.nowMillis()).isEnded())
        .map(SessionView::id);
  }

  /** Whether a session is one of the handle's. */
  public boolean has(IncarnationId handle, SessionId session) {
    return reader
        .session(session)
        .flatMap(view -> Pairs.of(state, view))
        .filter(pair -> pair.first().equals(handle) || pair.second().equals(handle))
        .isPresent();
  }

  /** The handles of an owner, by name. */
  public Page<OwnerHandle> handles(ParticipantId owner, Optional<Bytes> from, int limit) {
    List<KeyValue> rows = rows(Columns.OWNER_HANDLES.id(), owner.bytes(), from, limit);
    List<OwnerHandle> handles =
        rows.stream().limit(limit).map(row -> OwnerHandle.CODEC.decode(row.key())).toList();
    return new Page<>(handles, next(rows, limit, owner.bytes()));
  }

  /** The chats of a handle, that with the latest message first. */
  public Page<Chat> chats(IncarnationId handle, Optional<Bytes> from, int limit) {
    List<KeyValue> rows = rows(Columns.CHATS.id(), handle.bytes(), from, limit);
    List<Chat> chats = new ArrayList<>();
    for (KeyValue row : rows.subList(0, Math.min(limit, rows.size()))) {
      chat(ChatKey.CODEC.decode(row.key())).ifPresent(chats::add);
    }
    return new Page<>(chats, next(rows, limit, handle.bytes()));
  }

  private Optional<Chat> chat(ChatKey key) {
    PairRecord pair = Pairs.find(state, key.pair()).orElseThrow();
    Incarnation own = Handles.find(state, key.handle()).orElseThrow();
    return Handles.find(state, key.other())
        .flatMap(
            other ->
                reader
                    .session(pair.session())
                    .map(
                        view -> {
                          int index = view.indexOf(own.owner());
                          return new Chat(
                              view,
                              key.other(),
                              other,
                              key.lastMillis(),
                              unread(view, index),
                              pair.side(index).blocks());
                        }));
  }

  /** What the counterpart has sent since the owner's mark of what it has read. */
  private long unread(SessionView view, int index) {
    if (view.session().participants().size() == 1 || view.head().extension().purged()) {
      return 0;
    }
    MessageKey first = new MessageKey(view.id(), reader.receipt(view, index).read());
    return state
        .scan(
            Columns.MESSAGES.id(),
            MessageKey.CODEC.encode(first),
            view.id().bytes().concat(Columns.AFTER_PREFIX),
            UNREAD_COUNTED_MAX)
        .stream()
        .map(row -> MessageRecord.CODEC.decode(row.value()))
        .filter(message -> message.sender().orElse(index) != index)
        .count();
  }

  /** One more than asked for tells whether there is a next page. */
  private List<KeyValue> rows(ColumnId column, Bytes prefix, Optional<Bytes> from, int limit) {
    return state.scan(
        column, prefix.concat(from.orElse(Bytes.EMPTY)), prefix.concat(END), limit + 1);
  }

  private static Optional<Bytes> next(List<KeyValue> rows, int limit, Bytes prefix) {
    return rows.size() > limit
        ? Optional.of(rows.get(limit).key()).map(key -> key.slice(prefix.size(), key.size()))
        : Optional.empty();
  }
}
