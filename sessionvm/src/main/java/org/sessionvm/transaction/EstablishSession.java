package org.sessionvm.transaction;

import java.util.List;
import java.util.Optional;
import org.sessionvm.codec.ByteReader;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Columns;
import org.sessionvm.state.HandlePair;
import org.sessionvm.state.Handles;
import org.sessionvm.state.Identities;
import org.sessionvm.state.Metadata;
import org.sessionvm.state.PairRecord;
import org.sessionvm.state.Pairs;
import org.sessionvm.state.Session;
import org.sessionvm.state.SessionHead;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.state.SessionView;
import org.sessionvm.state.Sessions;
import org.sessionvm.state.StateDiff;
import org.sessionvm.state.TransactionRecord;

/**
 * The owner of one of two handles asks for the session between them, which is made unless there is
 * one that has not ended.
 *
 * @param handle which registration of the one
 * @param other which registration of the other
 * @param caller the owner of either
 * @param timestampMillis the caller's clock, unsigned
 */
public record EstablishSession(
    IncarnationId handle, IncarnationId other, ParticipantId caller, long timestampMillis)
    implements Transaction {
  static final int TYPE = 9;

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public void writeFields(ByteWriter writer) {
    writer.id(handle).id(other).id(caller).u64(timestampMillis);
  }

  static EstablishSession read(ByteReader reader) {
    return new EstablishSession(
        reader.id(IncarnationId::new),
        reader.id(IncarnationId::new),
        reader.id(ParticipantId::new),
        reader.u64());
  }

  @Override
  public Optional<Rejection> form(StateContext context) {
    return handle.equals(other)
        ? Optional.of(Rejection.malformed("handleB", "must be another handle"))
        : Optional.empty();
  }

  @Override
  public Optional<Outcome> settled(StateContext context, TransactionId id) {
    return Columns.TRANSACTIONS
        .get(context.state(), id)
        .map(TransactionRecord::session)
        .filter(session -> context.session(session).isPresent())
        .or(() -> existing(context))
        .map(Outcome.SessionEstablished::new);
  }

  /** What the two have, unless it is due to go. */
  private Optional<PairRecord> kept(StateContext context) {
    return Pairs.find(context.state(), HandlePair.of(handle, other))
        .filter(pair -> context.session(pair.session()).isPresent());
  }

  /** The session of the two, unless it has ended. */
  private Optional<SessionId> existing(StateContext context) {
    return kept(context)
        .flatMap(pair -> context.session(pair.session()))
        .filter(view -> !view.statusAt(context.now()).isEnded())
        .map(SessionView::id);
  }

  @Override
  public Optional<Rejection> target(StateContext context, TransactionId id, boolean settled) {
    return Ownership.target(context, handle, settled)
        .or(() -> Ownership.target(context, other, settled))
        .or(() -> settled ? Optional.empty() : novelty(context, id));
  }

  /** Its record outlives a session that is deleted early, for as long as it could be repeated. */
  private Optional<Rejection> novelty(StateContext context, TransactionId id) {
    return Columns.TRANSACTIONS.get(context.state(), id).isPresent()
        ? Optional.of(Rejection.of(RejectionCode.UNKNOWN_SESSION))
        : Ownership.timeliness(context, timestampMillis);
  }

  @Override
  public Optional<Rejection> authorize(StateContext context) {
    return Ownership.isOwner(context, handle, caller) || Ownership.isOwner(context, other, caller)
        ? Optional.empty()
        : Optional.of(Rejection.unauthorized("not the owner of either handle"));
  }

  @Override
  public Signer signer(StateContext context) {
    return Participation.signer(context, caller);
  }

  @Override
  public Optional<Rejection> limits(StateContext context) {
    boolean full =
        Pairs.find(context.state(), HandlePair.of(handle, other)).isEmpty()
            && (isFull(context, handle) || isFull(context, other));
    return full
        ? Optional.of(Rejection.limit("chatsPerHandleMax", Pairs.PER_HANDLE_MAX))
        : Optional.empty();
  }

  private static boolean isFull(StateContext context, IncarnationId id) {
    return Handles.find(context.state(), id)
        .filter(incarnation -> incarnation.chats() >= Pairs.PER_HANDLE_MAX)
        .isPresent();
  }

  @Override
  public Outcome apply(StateContext context, StateDiff state, TransactionId id) {
    HandlePair pair = HandlePair.of(handle, other);
    List<ParticipantId> owners =
        List.of(owner(state, pair.first()), owner(state, pair.second())).stream()
            .distinct()
            .toList();
    SessionId session = CreateSession.sessionId(context.rules().idPrefix(), owners, id);
    Session made =
        new Session(owners, owners.size(), Metadata.NONE, id, context.now(), Pairs.NEVER_MILLIS, 0);
    List<Bytes> keys = owners.stream().map(owner -> keys(state, owner)).toList();
    Sessions.establish(
        state, session, made, keys, head(context, state, owners), pair, kept(context));
    return new Outcome.SessionEstablished(session);
  }

  private static ParticipantId owner(StateDiff state, IncarnationId handle) {
    return Handles.live(state, handle).orElseThrow().owner();
  }

  /** An open chain may not know any. */
  private static Bytes keys(StateDiff state, ParticipantId owner) {
    return Identities.find(state, owner).map(keys -> keys.toBytes()).orElse(Bytes.EMPTY);
  }

  /** Registering a handle has proved every owner; only the caller agrees to this session. */
  private SessionHead head(StateContext context, StateDiff state, List<ParticipantId> owners) {
    SessionHead head = SessionHead.initial(SessionStatus.ACTIVE);
    if (context.rules().isOpen()) {
      return head;
    }
    for (int i = 0; i < owners.size(); i++) {
      Identities.hold(state, owners.get(i));
      head = head.withProved(i);
    }
    return head.withAccepted(owners.indexOf(caller), owners.size());
  }
}
