package org.sessionvm.testkit.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.sessionvm.genesis.ChainRules;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.SessionStatus;
import org.sessionvm.transaction.CreateSession;

/** A session as the model knows it. */
final class ModelSession {
  record Sent(
      TransactionId id,
      ParticipantId sender,
      Bytes ciphertext,
      long acceptedMillis,
      long hiddenFrom) {}

  /** A key that a participant gave. */
  record Rotated(TransactionId id, ParticipantId author, List<Bytes> wrappedKeys) {}

  /** What a participant has acknowledged. */
  record Marks(long delivered, long read, boolean isPrivate) {}

  static final long LAST_MILLIS = 253_402_300_799_999L;

  final SessionId id;
  final CreateSession creation;
  final long created;
  final long firstEnd;
  long expires;
  final SortedSet<ParticipantId> signed = sorted();
  final SortedSet<ParticipantId> proved = sorted();
  final List<Sent> messages = new ArrayList<>();
  final List<Rotated> rotations = new ArrayList<>();
  final Set<Integer> deleted = new HashSet<>();
  boolean purged;
  final Map<ParticipantId, Marks> marks = new HashMap<>();
  OptionalLong closed = OptionalLong.empty();
  private final ChainRules rules;

  ModelSession(SessionId id, CreateSession creation, long created, ChainRules rules) {
    this(id, creation, created, created + 1000 * rules.sessionTtlSeconds(), rules);
  }

  ModelSession(SessionId id, CreateSession creation, long created, long expires, ChainRules rules) {
    this.id = id;
    this.creation = creation;
    this.created = created;
    this.firstEnd = expires;
    this.expires = expires;
    this.rules = rules;
  }

  /** One between handles, which no time ends. */
  static ModelSession between(SessionId id, CreateSession like, long created, ChainRules rules) {
    return new ModelSession(id, like, created, LAST_MILLIS, rules);
  }

  private static SortedSet<ParticipantId> sorted() {
    return new TreeSet<>((a, b) -> a.bytes().compareTo(b.bytes()));
  }

  Marks marks(ParticipantId participant) {
    return marks.getOrDefault(participant, new Marks(0, 0, false));
  }

  /** Whether nobody is shown the message any more. */
  boolean isHidden(int sequence, long now) {
    return purged || deleted.contains(sequence) || messages.get(sequence).hiddenFrom() <= now;
  }

  SessionStatus status(long now) {
    if (closed.isPresent()) {
      return SessionStatus.CLOSED;
    }
    if (now >= expires) {
      return SessionStatus.EXPIRED;
    }
    boolean active =
        rules.isOpen()
            || expires == LAST_MILLIS
            || signed.size() >= Math.min(2, creation.participants().size());
    return active ? SessionStatus.ACTIVE : SessionStatus.PENDING;
  }

  boolean isUnproved() {
    return !rules.isOpen() && signed.isEmpty();
  }

  long unprovedUntil() {
    return created + 600_000;
  }

  /** From when on it is as if it had never been. */
  long goneAt() {
    long end = closed.orElse(expires) + retentionMillis();
    return isUnproved() ? Math.min(end, unprovedUntil()) : end;
  }

  long retentionMillis() {
    return 86_400_000L * rules.retentionDays();
  }

  boolean names(ParticipantId participant) {
    return creation.participants().contains(participant);
  }

  Bytes entry(ParticipantId participant) {
    return creation.publicKeys().get(creation.participants().indexOf(participant));
  }

  long ciphertextBytes() {
    return messages.stream().mapToLong(sent -> sent.ciphertext().size()).sum();
  }
}
