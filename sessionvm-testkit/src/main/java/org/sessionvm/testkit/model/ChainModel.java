package org.sessionvm.testkit.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.genesis.Limits;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.spi.Hashing;
import org.sessionvm.state.Metadata;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.testkit.model.ModelSession.Sent;
import org.sessionvm.transaction.AcceptSession;
import org.sessionvm.transaction.AcknowledgeMessages;
import org.sessionvm.transaction.BlockSession;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CloseSession;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.CreateSession;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.DeleteMessage;
import org.sessionvm.transaction.EstablishSession;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.PurgeSession;
import org.sessionvm.transaction.RegisterHandle;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.RenewSession;
import org.sessionvm.transaction.RenounceHandle;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.SendMessage;
import org.sessionvm.transaction.Transaction;
import org.sessionvm.transaction.UpdateProfile;

/**
 * The rules of the chain once more, from what the outside is promised: plain maps, no blocks, no
 * sweeps, no indexes. Shares the records of transactions with the virtual machine and nothing else.
 */
public final class ChainModel {
  private static final long CREATION_WINDOW_MILLIS = 600_000;
  private static final String BLOCKED = "blocked";
  private static final String NO_SUCH_KEY = "no such key";
  private static final int FULL_BYTES = 3136;
  private static final int KEM_BYTES = 1184;

  final Map<SessionId, ModelSession> sessions = new HashMap<>();
  final Map<ParticipantId, Known> identities = new HashMap<>();
  private final Map<TransactionId, Made> creations = new HashMap<>();
  final HandleModel handles = new HandleModel(this);
  final ChannelModel channels = new ChannelModel(this);
  private ChainRules rules;
  private final Hashing hashing;

  private record Made(SessionId session, long created) {}

  /** An identity of which the chain has the keys. */
  static final class Known {
    final IdentityKeys keys;
    final Set<Identifier> holders = new HashSet<>();
    boolean registered;
    long keepUntil;

    Known(IdentityKeys keys) {
      this.keys = keys;
    }
  }

  /** How a transaction is signed. */
  public enum Signature {
    GOOD,
    MISSING,
    SHORT,
    WRONG
  }

  public ChainModel(ChainRules rules, Hashing hashing) {
    this.rules = rules;
    this.hashing = hashing;
  }

  /** From now on other rules bind; whatever has a time already keeps it. */
  public void changeRules(ChainRules changed) {
    rules = changed;
  }

  ChainRules rules() {
    return rules;
  }

  long retention() {
    return 86_400_000L * rules.retentionDays();
  }

  /** Forgets what is past its time. */
  public void advance(long now) {
    List<Gone> gone = new ArrayList<>();
    sessions.values().stream()
        .filter(session -> session.goneAt() <= now)
        .forEach(session -> gone.add(new Gone(session.goneAt(), () -> forget(session))));
    channels
        .gone(now)
        .forEach(id -> gone.add(new Gone(channels.place(id).goneAt(), () -> channels.forget(id))));
    // Who lets go of an identity last says how long it is kept.
    gone.sort(Comparator.comparingLong(Gone::at));
    gone.forEach(one -> one.forget.run());
    channels.advance(now);
    handles.advance(now);
    identities.values().removeIf(known -> known.holders.isEmpty() && known.keepUntil <= now);
  }

  private record Gone(long at, Runnable forget) {}

  private void forget(ModelSession session) {
    sessions.remove(session.id);
    session.proved.forEach(participant -> release(participant, session));
  }

  private void release(ParticipantId participant, ModelSession session) {
    Known known = known(participant);
    known.holders.remove(session.id);
    if (known.holders.isEmpty()) {
      known.keepUntil = known.registered ? session.goneAt() + session.retentionMillis() : 0;
    }
  }

  /** What becomes of a transaction at {@code now}; changes nothing. */
  public Answer examine(Transaction transaction, TransactionId id, Signature signature, long now) {
    return switch (transaction) {
      case RegisterIdentity register -> examine(register, signature, now);
      case CreateSession create -> examine(create, id, signature, now);
      case AcceptSession accept ->
          examine(
              new Act(accept.session(), accept.participant(), signature, now),
              session ->
                  rules.isOpen() || session.signed.contains(accept.participant())
                      ? Optional.of(new Outcome.SessionAccepted(session.id, session.status(now)))
                      : Optional.empty(),
              _ -> "");
      case CloseSession close ->
          examine(
              new Act(close.session(), close.participant(), signature, now),
              session ->
                  session.closed.isPresent()
                      ? Optional.of(new Outcome.SessionClosed(session.id))
                      : Optional.empty(),
              _ -> "");
      case RenewSession renewal -> KeepingModel.examine(this, renewal, signature, now);
      case RotateSessionKey rotation -> KeyModel.examine(this, rotation, id, signature, now);
      case DeleteMessage deletion -> KeepingModel.examine(this, deletion, signature, now);
      case PurgeSession purge -> KeepingModel.examine(this, purge, signature, now);
      case AcknowledgeMessages acknowledgement ->
          AcknowledgementModel.examine(this, acknowledgement, signature, now);
      case SendMessage send ->
          examine(
              new Act(send.session(), send.sender(), signature, now),
              session -> sent(session, id),
              session -> limit(send, session, now));
      case RegisterHandle register -> handles.examine(register, id, signature, now);
      case RenounceHandle renounce -> handles.examine(renounce, signature);
      case UpdateProfile update -> handles.examine(update, id, signature, now);
      case EstablishSession establish -> handles.examine(establish, id, signature, now);
      case BlockSession block -> handles.examine(block, signature, now);
      case CreateChannel create -> channels.examine(create, id, signature, now);
      case InviteToChannel invite ->
          ChannelMemberModel.examine(channels, invite, id, signature, now);
      case JoinChannel join -> ChannelMemberModel.examine(channels, join, signature);
      case RemoveChannelMember remove -> ChannelMemberModel.examine(channels, remove, signature);
      case ChangeChannelRole change ->
          ChannelMemberModel.examine(channels, change, id, signature, now);
      case GiveChannelKey give -> ChannelKeyModel.examine(channels, give, signature);
      case SendChannelMessage send -> ChannelMessageModel.examine(channels, send, id, signature);
      case DeleteChannelMessage deletion ->
          ChannelMessageModel.examine(channels, deletion, signature, now);
      case CloseChannel close -> channels.examine(close, signature);
    };
  }

  record Act(SessionId session, ParticipantId who, Signature signature, long now) {}

  interface Earlier {
    Optional<Outcome> of(ModelSession session);
  }

  interface LimitReached {
    String in(ModelSession session);
  }

  /** A session that is not gone. */
  Optional<ModelSession> session(SessionId id, long now) {
    return Optional.ofNullable(sessions.get(id)).filter(session -> session.goneAt() > now);
  }

  private Answer examine(Act act, Earlier earlier, LimitReached limits) {
    return examine(act, earlier, limits, false);
  }

  /**
   * The order of the checks of what a participant does.
   *
   * @param afterEnd whether it may also be done when the session has ended
   */
  Answer examine(Act act, Earlier earlier, LimitReached limits, boolean afterEnd) {
    ModelSession session = session(act.session, act.now).orElse(null);
    if (session == null) {
      return refused(RejectionCode.UNKNOWN_SESSION);
    }
    Optional<Outcome> before =
        session.names(act.who) ? earlier.of(session) : Optional.<Outcome>empty();
    SessionStatus status = session.status(act.now);
    if (status.isEnded() && before.isEmpty() && !afterEnd) {
      return refused(
          status == SessionStatus.CLOSED
              ? RejectionCode.SESSION_CLOSED
              : RejectionCode.SESSION_EXPIRED);
    }
    if (!session.names(act.who)) {
      return refused(RejectionCode.UNAUTHORIZED);
    }
    if (!rules.isOpen()) {
      Known known = identities.get(act.who);
      boolean proves =
          known != null
              && act.signature == Signature.GOOD
              && (session.proved.contains(act.who) || fits(session.entry(act.who), known.keys));
      if (!proves) {
        return refused(RejectionCode.UNAUTHORIZED);
      }
    }
    if (before.isPresent()) {
      return new Answer.Repeated(before.get());
    }
    String limit = limits.in(session);
    if (limit.equals(NO_SUCH_KEY)) {
      return refused(RejectionCode.MALFORMED);
    }
    if (limit.equals(BLOCKED)) {
      return refused(RejectionCode.UNAUTHORIZED);
    }
    return limit.isEmpty()
        ? new Answer.Applied()
        : new Answer.Refused(RejectionCode.LIMIT_EXCEEDED, limit);
  }

  /** Whether a participant's entry is its own as far as the chain knows. */
  boolean fits(ModelSession session, ParticipantId participant) {
    Known known = identities.get(participant);
    int index = session.creation.participants().indexOf(participant);
    return known != null
        && index < session.creation.publicKeys().size()
        && session.creation.publicKeys().get(index).equals(known.keys.kem().bytes());
  }

  private static boolean fits(Bytes entry, IdentityKeys keys) {
    return entry.equals(keys.toBytes()) || entry.equals(keys.kem().bytes());
  }

  private static Optional<Outcome> sent(ModelSession session, TransactionId id) {
    for (int i = 0; i < session.messages.size(); i++) {
      if (session.messages.get(i).id().equals(id)) {
        return Optional.of(new Outcome.MessageAccepted(session.id, i));
      }
    }
    return Optional.empty();
  }

  private String limit(SendMessage send, ModelSession session, long now) {
    if (send.keyGeneration() > session.rotations.size()) {
      return NO_SUCH_KEY;
    }
    if (handles.isBlocked(session, send.sender())) {
      return BLOCKED;
    }
    Limits limits = rules.limits();
    if (send.ciphertext().size() > limits.ciphertextBytesMax()) {
      return "ciphertextBytesMax";
    }
    if (session.messages.size() >= rules.messagesPerSessionMax()) {
      return "maxMessages";
    }
    boolean pending = staysPending(session, send.sender(), now);
    if (pending && session.messages.size() >= limits.pendingMessagesMax()) {
      return "pendingMessagesMax";
    }
    return pending
            && session.ciphertextBytes() + send.ciphertext().size() > limits.pendingBytesMax()
        ? "pendingBytesMax"
        : "";
  }

  /** Whether nobody has answered even once this participant has signed something. */
  boolean staysPending(ModelSession session, ParticipantId signer, long now) {
    Set<ParticipantId> signed = new HashSet<>(session.signed);
    signed.add(signer);
    return session.status(now) == SessionStatus.PENDING
        && signed.size() < Math.min(2, session.creation.participants().size());
  }

  private Answer examine(RegisterIdentity register, Signature signature, long now) {
    if (signature != Signature.GOOD && !rules.isOpen()) {
      return refused(RejectionCode.UNAUTHORIZED);
    }
    ParticipantId participant = participant(register.keys());
    Known known = identities.get(participant);
    boolean fresh =
        known != null
            && known.registered
            && (!known.holders.isEmpty() || known.keepUntil > now + retention() / 2);
    return fresh
        ? new Answer.Repeated(new Outcome.IdentityRegistered(participant))
        : new Answer.Applied();
  }

  private Answer examine(CreateSession create, TransactionId id, Signature signature, long now) {
    if (!isWellFormed(create)) {
      return refused(RejectionCode.MALFORMED);
    }
    Made made = creations.get(id);
    ModelSession session = made == null ? null : sessions.get(made.session);
    // Remembered for as long as its time could still be good: the window before and after.
    if (made != null && session == null && now <= made.created + 2 * CREATION_WINDOW_MILLIS) {
      return refused(RejectionCode.UNKNOWN_SESSION);
    }
    long off = Math.abs(create.timestampMillis() - now);
    if (session == null && (create.timestampMillis() < 0 || off > CREATION_WINDOW_MILLIS)) {
      return refused(RejectionCode.MALFORMED);
    }
    Optional<RejectionCode> unsigned = signatureOf(create, signature);
    if (unsigned.isPresent()) {
      return refused(unsigned.get());
    }
    if (session == null && create.participants().size() > rules.limits().participantsMax()) {
      return new Answer.Refused(RejectionCode.LIMIT_EXCEEDED, "participantsMax");
    }
    return session == null
        ? limits(create)
        : new Answer.Repeated(new Outcome.SessionCreated(session.id, session.firstEnd));
  }

  private boolean isWellFormed(CreateSession create) {
    List<ParticipantId> participants = create.participants();
    boolean signed = !create.creator().equals(ParticipantId.NOBODY);
    if (participants.isEmpty()
        || Set.copyOf(participants).size() < participants.size()
        || participants.contains(ParticipantId.NOBODY)
        || (signed && !participants.contains(create.creator()))) {
      return false;
    }
    if (rules.isOpen()) {
      return create.publicKeys().size() <= rules.limits().participantsMax()
          && create.publicKeys().stream().allMatch(entry -> entry.size() <= FULL_BYTES);
    }
    if (create.publicKeys().size() != participants.size()) {
      return false;
    }
    for (int i = 0; i < participants.size(); i++) {
      if (!belongs(create.publicKeys().get(i), participants.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean belongs(Bytes entry, ParticipantId participant) {
    if (entry.size() == FULL_BYTES) {
      return participant(entry).equals(participant);
    }
    Known known = identities.get(participant);
    return entry.size() == KEM_BYTES && (known == null || known.keys.kem().bytes().equals(entry));
  }

  private Optional<RejectionCode> signatureOf(CreateSession create, Signature signature) {
    if (rules.isOpen()) {
      return Optional.empty();
    }
    if (create.creator().equals(ParticipantId.NOBODY)) {
      return signature == Signature.MISSING
          ? Optional.empty()
          : Optional.of(RejectionCode.MALFORMED);
    }
    Bytes entry = create.publicKeys().get(create.participants().indexOf(create.creator()));
    boolean keyKnown = entry.size() == FULL_BYTES || identities.containsKey(create.creator());
    return keyKnown && signature == Signature.GOOD
        ? Optional.empty()
        : Optional.of(RejectionCode.UNAUTHORIZED);
  }

  private Answer limits(CreateSession create) {
    int metadata = 0;
    for (Metadata.Entry entry : create.metadata().entries()) {
      metadata += ByteWriter.utf8(entry.key()).size() + ByteWriter.utf8(entry.value()).size();
    }
    if (metadata > rules.limits().metadataBytesMax()) {
      return new Answer.Refused(RejectionCode.LIMIT_EXCEEDED, "metadataBytesMax");
    }
    boolean unproved = create.creator().equals(ParticipantId.NOBODY) && !rules.isOpen();
    return unproved && unprovedSessions() >= rules.limits().unprovedSessionsMax()
        ? new Answer.Refused(RejectionCode.LIMIT_EXCEEDED, "unprovedSessionsMax")
        : new Answer.Applied();
  }

  /** Carries out what {@link #examine} found to be applicable. */
  public Outcome apply(Transaction transaction, TransactionId id, long now) {
    return switch (transaction) {
      case RegisterIdentity register -> {
        ParticipantId participant = participant(register.keys());
        Known known = identities.computeIfAbsent(participant, _ -> new Known(register.keys()));
        known.registered = true;
        known.keepUntil = now + retention();
        yield new Outcome.IdentityRegistered(participant);
      }
      case CreateSession create -> open(create, id, now);
      case AcceptSession accept -> {
        ModelSession session = sign(accept.session(), accept.participant());
        yield new Outcome.SessionAccepted(session.id, session.status(now));
      }
      case SendMessage send -> {
        ModelSession session = sign(send.session(), send.sender());
        session.messages.add(
            new Sent(id, send.sender(), send.ciphertext(), now, now + retention()));
        yield new Outcome.MessageAccepted(session.id, session.messages.size() - 1);
      }
      case RenewSession renewal -> KeepingModel.apply(this, renewal);
      case RotateSessionKey rotation -> KeyModel.apply(this, rotation, id);
      case DeleteMessage deletion -> KeepingModel.apply(this, deletion);
      case PurgeSession purge -> KeepingModel.apply(this, purge);
      case AcknowledgeMessages acknowledgement -> AcknowledgementModel.apply(this, acknowledgement);
      case CloseSession close -> {
        ModelSession session = sign(close.session(), close.participant());
        session.closed = OptionalLong.of(now);
        yield new Outcome.SessionClosed(session.id);
      }
      case RegisterHandle register -> handles.apply(register, id);
      case RenounceHandle renounce -> handles.apply(renounce, now);
      case UpdateProfile update -> handles.apply(update, id);
      case EstablishSession establish -> handles.apply(establish, id, now);
      case BlockSession block -> {
        sign(block.session(), block.participant());
        yield handles.apply(block);
      }
      case CreateChannel create -> channels.apply(create, id, now);
      case InviteToChannel invite -> ChannelMemberModel.apply(channels, invite, id, now);
      case JoinChannel join -> ChannelMemberModel.apply(channels, join);
      case RemoveChannelMember remove -> ChannelMemberModel.apply(channels, remove, now);
      case ChangeChannelRole change -> ChannelMemberModel.apply(channels, change, id);
      case GiveChannelKey give -> ChannelKeyModel.apply(channels, give);
      case SendChannelMessage send -> ChannelMessageModel.apply(channels, send, id, now);
      case DeleteChannelMessage deletion -> ChannelMessageModel.apply(channels, deletion);
      case CloseChannel close -> channels.apply(close, now);
    };
  }

  private Outcome open(CreateSession create, TransactionId id, long now) {
    Bytes hashed = ByteWriter.utf8(rules.idPrefix());
    for (ParticipantId participant : create.participants()) {
      hashed = hashed.concat(participant.bytes());
    }
    SessionId made = new SessionId(Sha256.hash(hashed, id.bytes()));
    ModelSession session = new ModelSession(made, create, now, rules);
    sessions.put(made, session);
    creations.put(id, new Made(made, now));
    if (!rules.isOpen()) {
      for (ParticipantId participant : create.participants()) {
        Bytes entry = session.entry(participant);
        if (entry.size() == FULL_BYTES) {
          identities.computeIfAbsent(participant, _ -> new Known(IdentityKeys.fromBytes(entry)));
        }
        if (identities.containsKey(participant)) {
          hold(session, participant);
        }
      }
      if (!create.creator().equals(ParticipantId.NOBODY)) {
        session.signed.add(create.creator());
      }
    }
    return new Outcome.SessionCreated(made, session.expires);
  }

  ModelSession sign(SessionId id, ParticipantId participant) {
    ModelSession session = Optional.ofNullable(sessions.get(id)).orElseThrow();
    if (!rules.isOpen()) {
      session.signed.add(participant);
      hold(session, participant);
    }
    return session;
  }

  void hold(ModelSession session, ParticipantId participant) {
    session.proved.add(participant);
    known(participant).holders.add(session.id);
  }

  Known known(ParticipantId participant) {
    return Optional.ofNullable(identities.get(participant)).orElseThrow();
  }

  /** What the creation of a session says, or would say of one between handles. */
  CreateSession creation(SessionId session) {
    return Optional.ofNullable(sessions.get(session)).orElseThrow().creation;
  }

  long unprovedSessions() {
    return sessions.values().stream().filter(ModelSession::isUnproved).count();
  }

  long messages() {
    return sessions.values().stream().mapToLong(session -> session.messages.size()).sum();
  }

  private ParticipantId participant(IdentityKeys keys) {
    return participant(keys.toBytes());
  }

  private ParticipantId participant(Bytes fullKeys) {
    return new ParticipantId(hashing.blake2b256(fullKeys));
  }

  static Answer refused(RejectionCode code) {
    return new Answer.Refused(code, "");
  }
}
