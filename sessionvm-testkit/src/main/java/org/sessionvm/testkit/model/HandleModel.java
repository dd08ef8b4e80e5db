package org.sessionvm.testkit.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.Metadata;
import org.sessionvm.testkit.model.ChainModel.Known;
import org.sessionvm.testkit.model.ChainModel.Signature;
import org.sessionvm.transaction.BlockSession;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.EstablishSession;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.transaction.RenounceHandle;
import org.sessionvm.transaction.UpdateProfile;

/** The rules of handles once more. */
final class HandleModel {
  private static final long WINDOW_MILLIS = 600_000;

  private final ChainModel chain;
  private final Map<IncarnationId, Handle> handles = new HashMap<>();
  private final Map<Set<IncarnationId>, Pair> pairs = new HashMap<>();
  private final Map<TransactionId, Pair> made = new HashMap<>();

  static final class Handle {
    final HandleName name;
    final ParticipantId owner;
    OptionalLong forgotten = OptionalLong.empty();
    Optional<UpdateProfile> profile = Optional.empty();
    Optional<TransactionId> update = Optional.empty();

    Handle(HandleName name, ParticipantId owner) {
      this.name = name;
      this.owner = owner;
    }
  }

  record Pair(SessionId session, long created, Map<ParticipantId, BlockSession> blocks) {}

  HandleModel(ChainModel chain) {
    this.chain = chain;
  }

  void advance(long now) {
    handles.values().removeIf(handle -> handle.forgotten.orElse(Long.MAX_VALUE) <= now);
    pairs.values().removeIf(pair -> !chain.sessions.containsKey(pair.session));
  }

  /** What a handle has with others. */
  Map<IncarnationId, Pair> pairs(IncarnationId handle) {
    Map<IncarnationId, Pair> found = new HashMap<>();
    pairs.forEach(
        (two, pair) ->
            two.stream()
                .filter(other -> two.contains(handle) && !other.equals(handle))
                .forEach(other -> found.put(other, pair)));
    return found;
  }

  /** The names that somebody has now, in order. */
  List<HandleName> names(ParticipantId owner) {
    return handles.values().stream()
        .filter(handle -> handle.owner.equals(owner) && handle.forgotten.isEmpty())
        .map(handle -> handle.name)
        .sorted(Comparator.comparing(HandleName::text))
        .toList();
  }

  Optional<IncarnationId> live(HandleName name) {
    return handles.entrySet().stream()
        .filter(entry -> entry.getValue().name.equals(name))
        .filter(entry -> entry.getValue().forgotten.isEmpty())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  Optional<Handle> handle(IncarnationId id) {
    return Optional.ofNullable(handles.get(id));
  }

  private boolean isLive(IncarnationId id) {
    return handle(id).filter(handle -> handle.forgotten.isEmpty()).isPresent();
  }

  private boolean isOwner(IncarnationId id, ParticipantId who) {
    return handle(id).filter(handle -> handle.owner.equals(who)).isPresent();
  }

  private boolean isSigned(ParticipantId who, Signature signature) {
    return chain.rules().isOpen()
        || (signature == Signature.GOOD && chain.identities.containsKey(who));
  }

  private static boolean isTimely(long timestamp, long now) {
    return timestamp >= 0 && Math.abs(timestamp - now) <= WINDOW_MILLIS;
  }

  private static Answer decide(boolean permitted, Optional<Outcome> before) {
    if (!permitted) {
      return ChainModel.refused(RejectionCode.UNAUTHORIZED);
    }
    return before.<Answer>map(Answer.Repeated::new).orElseGet(Answer.Applied::new);
  }

  Answer examine(RegisterHandle register, TransactionId id, Signature signature, long now) {
    IncarnationId own = new IncarnationId(id.bytes());
    Optional<IncarnationId> holder = live(register.name());
    Optional<Outcome> before =
        (handles.containsKey(own)
                ? Optional.of(own)
                : holder.filter(handle -> isOwner(handle, register.owner())))
            .map(Outcome.HandleRegistered::new);
    if (before.isEmpty() && !isTimely(register.timestampMillis(), now)) {
      return ChainModel.refused(RejectionCode.MALFORMED);
    }
    boolean free = before.isPresent() || holder.isEmpty();
    return decide(isSigned(register.owner(), signature) && free, before);
  }

  Answer examine(RenounceHandle renounce, Signature signature) {
    if (!handles.containsKey(renounce.handle())) {
      return ChainModel.refused(RejectionCode.UNKNOWN_HANDLE);
    }
    Optional<Outcome> before =
        isLive(renounce.handle())
            ? Optional.empty()
            : Optional.of(new Outcome.HandleRenounced(renounce.handle()));
    return decide(
        isOwner(renounce.handle(), renounce.owner()) && isSigned(renounce.owner(), signature),
        before);
  }

  Answer examine(UpdateProfile update, TransactionId id, Signature signature, long now) {
    if (!isLive(update.handle())) {
      return ChainModel.refused(RejectionCode.UNKNOWN_HANDLE);
    }
    Handle handle = handle(update.handle()).orElseThrow();
    Optional<Outcome> before =
        handle.update.filter(id::equals).map(_ -> new Outcome.ProfileUpdated(update.handle()));
    long replaced = handle.profile.map(UpdateProfile::timestampMillis).orElse(-1L);
    if (before.isEmpty()
        && (update.timestampMillis() <= replaced || !isTimely(update.timestampMillis(), now))) {
      return ChainModel.refused(RejectionCode.MALFORMED);
    }
    return decide(
        isOwner(update.handle(), update.owner()) && isSigned(update.owner(), signature), before);
  }

  Answer examine(EstablishSession establish, TransactionId id, Signature signature, long now) {
    if (establish.handle().equals(establish.other())) {
      return ChainModel.refused(RejectionCode.MALFORMED);
    }
    Pair own = made.get(id);
    Optional<Outcome> before =
        Optional.ofNullable(own)
            .filter(pair -> chain.sessions.containsKey(pair.session))
            .or(() -> pair(establish).filter(pair -> !session(pair).status(now).isEnded()))
            .map(pair -> new Outcome.SessionEstablished(pair.session));
    boolean there =
        before.isPresent()
            ? handles.containsKey(establish.handle()) && handles.containsKey(establish.other())
            : isLive(establish.handle()) && isLive(establish.other());
    if (!there) {
      return ChainModel.refused(RejectionCode.UNKNOWN_HANDLE);
    }
    if (before.isEmpty() && own != null && now <= own.created + 2 * WINDOW_MILLIS) {
      return ChainModel.refused(RejectionCode.UNKNOWN_SESSION);
    }
    if (before.isEmpty() && !isTimely(establish.timestampMillis(), now)) {
      return ChainModel.refused(RejectionCode.MALFORMED);
    }
    boolean permitted =
        isOwner(establish.handle(), establish.caller())
            || isOwner(establish.other(), establish.caller());
    return decide(permitted && isSigned(establish.caller(), signature), before);
  }

  private Optional<Pair> pair(EstablishSession establish) {
    return Optional.ofNullable(pairs.get(Set.of(establish.handle(), establish.other())));
  }

  ModelSession session(Pair pair) {
    return Optional.ofNullable(chain.sessions.get(pair.session)).orElseThrow();
  }

  private Optional<Pair> pair(SessionId session) {
    return pairs.values().stream().filter(pair -> pair.session.equals(session)).findFirst();
  }

  Answer examine(BlockSession block, Signature signature, long now) {
    ModelSession session = chain.sessions.get(block.session());
    if (session == null) {
      return ChainModel.refused(RejectionCode.UNKNOWN_SESSION);
    }
    Optional<Pair> pair = pair(block.session());
    Optional<BlockSession> last = pair.map(found -> found.blocks.get(block.participant()));
    boolean repeated =
        session.names(block.participant())
            && last.filter(done -> done.blocked() == block.blocked())
                .filter(done -> done.timestampMillis() == block.timestampMillis())
                .isPresent();
    if (session.status(now).isEnded() && !repeated) {
      return ChainModel.refused(
          session.closed.isPresent()
              ? RejectionCode.SESSION_CLOSED
              : RejectionCode.SESSION_EXPIRED);
    }
    long replaced = last.map(BlockSession::timestampMillis).orElse(0L);
    if (!repeated
        && (pair.isEmpty()
            || block.timestampMillis() <= replaced
            || !isTimely(block.timestampMillis(), now))) {
      return ChainModel.refused(RejectionCode.MALFORMED);
    }
    Optional<Outcome> before =
        repeated
            ? Optional.of(new Outcome.SessionBlocked(block.session(), block.blocked()))
            : Optional.empty();
    return decide(
        session.names(block.participant()) && isSigned(block.participant(), signature), before);
  }

  boolean isBlocked(ModelSession session, ParticipantId sender) {
    return pair(session.id)
        .filter(
            pair ->
                pair.blocks.values().stream()
                    .anyMatch(done -> done.blocked() && !done.participant().equals(sender)))
        .isPresent();
  }

  Outcome apply(RegisterHandle register, TransactionId id) {
    IncarnationId own = new IncarnationId(id.bytes());
    handles.put(own, new Handle(register.name(), register.owner()));
    if (!chain.rules().isOpen()) {
      Known known = chain.known(register.owner());
      known.registered = true;
      known.holders.add(own);
    }
    return new Outcome.HandleRegistered(own);
  }

  Outcome apply(RenounceHandle renounce, long now) {
    long forgotten = now + Math.max(2 * WINDOW_MILLIS + 1, chain.retention());
    for (Map.Entry<Set<IncarnationId>, Pair> entry : pairs.entrySet()) {
      if (entry.getKey().contains(renounce.handle())) {
        ModelSession session = session(entry.getValue());
        session.closed = OptionalLong.of(session.closed.orElse(now));
        forgotten = Math.max(forgotten, now + session.retentionMillis());
      }
    }
    handle(renounce.handle()).orElseThrow().forgotten = OptionalLong.of(forgotten);
    if (!chain.rules().isOpen()) {
      Known known = chain.known(renounce.owner());
      known.holders.remove(renounce.handle());
      known.keepUntil = now + chain.retention();
    }
    return new Outcome.HandleRenounced(renounce.handle());
  }

  Outcome apply(UpdateProfile update, TransactionId id) {
    Handle handle = handle(update.handle()).orElseThrow();
    handle.profile = Optional.of(update);
    handle.update = Optional.of(id);
    return new Outcome.ProfileUpdated(update.handle());
  }

  Outcome apply(EstablishSession establish, TransactionId id, long now) {
    List<IncarnationId> two = new ArrayList<>(List.of(establish.handle(), establish.other()));
    two.sort((a, b) -> a.bytes().compareTo(b.bytes()));
    List<ParticipantId> owners =
        two.stream().map(one -> handle(one).orElseThrow().owner).distinct().toList();
    Bytes hashed = ByteWriter.utf8(chain.rules().idPrefix());
    for (ParticipantId owner : owners) {
      hashed = hashed.concat(owner.bytes());
    }
    SessionId session = new SessionId(Sha256.hash(hashed, id.bytes()));
    CreateSession like =
        new CreateSession(
            establish.caller(),
            owners,
            owners.stream().map(this::keys).toList(),
            Metadata.NONE,
            0,
            0);
    ModelSession opened = ModelSession.between(session, like, now, chain.rules());
    chain.sessions.put(session, opened);
    if (!chain.rules().isOpen()) {
      owners.forEach(owner -> chain.hold(opened, owner));
      opened.signed.add(establish.caller());
    }
    Map<ParticipantId, BlockSession> blocks =
        pair(establish).map(Pair::blocks).orElseGet(HashMap::new);
    Pair pair = new Pair(session, now, blocks);
    pairs.put(Set.of(establish.handle(), establish.other()), pair);
    made.put(id, pair);
    return new Outcome.SessionEstablished(session);
  }

  private Bytes keys(ParticipantId owner) {
    return Optional.ofNullable(chain.identities.get(owner))
        .map(known -> known.keys.toBytes())
        .orElse(Bytes.EMPTY);
  }

  Outcome apply(BlockSession block) {
    pair(block.session()).orElseThrow().blocks.put(block.participant(), block);
    return new Outcome.SessionBlocked(block.session(), block.blocked());
  }
}
