package org.sessionvm.testkit.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.SendChannelMessage;

/** What the model knows of one channel. */
final class ModelChannel {
  final CreateChannel creation;
  final long created;
  final Map<ParticipantId, Person> members = new HashMap<>();
  final Map<ParticipantId, Invited> invitations = new HashMap<>();
  final List<Said> messages = new ArrayList<>();
  final List<Key> keys = new ArrayList<>();
  OptionalLong closed = OptionalLong.empty();
  long retention;

  ModelChannel(CreateChannel creation, long created) {
    this.creation = creation;
    this.created = created;
  }

  long goneAt() {
    return closed.isPresent() ? closed.getAsLong() + retention : Long.MAX_VALUE;
  }

  /** When something of it changes by itself. */
  List<Long> times() {
    List<Long> times = new ArrayList<>();
    closed.ifPresent(_ -> times.add(goneAt()));
    invitations.values().forEach(invitation -> times.add(invitation.expires));
    messages.forEach(said -> times.add(said.hiddenFrom));
    return times;
  }

  ParticipantId owner() {
    return members.entrySet().stream()
        .filter(entry -> entry.getValue().role == ChannelRole.OWNER)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** The one that gathers entries. */
  Optional<Key> pending() {
    return Optional.ofNullable(keys.isEmpty() ? null : keys.getLast())
        .filter(key -> !key.complete && !key.givenUp);
  }

  /** Number of the last that was completed; 0 for none. */
  int current() {
    int last = 0;
    for (int i = 0; i < keys.size(); i++) {
      last = keys.get(i).complete ? i + 1 : last;
    }
    return last;
  }

  int missing() {
    return pending().map(key -> members.size() - key.entries.size()).orElse(0);
  }

  boolean has(ParticipantId who, long generation) {
    return generation >= 1
        && generation <= keys.size()
        && keys.get((int) generation - 1).entries.containsKey(who);
  }

  void settle() {
    pending().ifPresent(key -> key.complete = key.entries.size() == members.size());
  }

  static final class Person {
    final TransactionId membership;
    ChannelRole role;
    TransactionId change;
    long changed;

    Person(TransactionId membership, ChannelRole role) {
      this.membership = membership;
      this.change = membership;
      this.role = role;
    }
  }

  record Invited(TransactionId id, ParticipantId inviter, long expires) {}

  static final class Said {
    final TransactionId id;
    final SendChannelMessage message;
    final long accepted;
    final long hiddenFrom;
    boolean deleted;

    Said(TransactionId id, SendChannelMessage message, long accepted, long hiddenFrom) {
      this.id = id;
      this.message = message;
      this.accepted = accepted;
      this.hiddenFrom = hiddenFrom;
    }

    boolean isHidden(long now) {
      return deleted || hiddenFrom <= now;
    }
  }

  static final class Key {
    final ParticipantId author;
    final Bytes proof;
    final Map<ParticipantId, Given> entries = new HashMap<>();
    boolean complete;
    boolean givenUp;
    boolean leaked;

    Key(ParticipantId author, Bytes proof) {
      this.author = author;
      this.proof = proof;
    }
  }

  record Given(ParticipantId giver, Bytes wrapped) {}
}
