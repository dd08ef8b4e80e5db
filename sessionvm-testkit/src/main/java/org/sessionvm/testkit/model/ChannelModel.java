package org.sessionvm.testkit.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.testkit.model.ChainModel.Known;
import org.sessionvm.testkit.model.ChainModel.Signature;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.ChannelKeyEntry;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.SendChannelMessage;

/** The rules of channels once more. */
final class ChannelModel {
  private static final long WINDOW_MILLIS = 600_000;
  private static final long INVITATION_MILLIS = 604_800_000;
  private static final Answer STRANGER = ChainModel.refused(RejectionCode.UNAUTHORIZED);
  private static final Answer MALFORMED = ChainModel.refused(RejectionCode.MALFORMED);

  final Map<ChannelId, Place> places = new HashMap<>();
  private final Map<TransactionId, Invited> invited = new HashMap<>();
  private final ChainModel chain;

  /** A channel. */
  static final class Place {
    final CreateChannel creation;
    final long created;
    final Map<ParticipantId, Person> members = new HashMap<>();
    final Map<ParticipantId, Invited> invitations = new HashMap<>();
    final List<Said> messages = new ArrayList<>();
    final List<Key> keys = new ArrayList<>();
    OptionalLong closed = OptionalLong.empty();
    long retention;

    Place(CreateChannel creation, long created) {
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

    private void settle() {
      pending().ifPresent(key -> key.complete = key.entries.size() == members.size());
    }
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

  record Invited(TransactionId id, long expires) {}

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

  ChannelModel(ChainModel chain) {
    this.chain = chain;
  }

  void advance(long now) {
    places
        .values()
        .forEach(
            place -> place.invitations.values().removeIf(invitation -> invitation.expires <= now));
    invited.values().removeIf(invitation -> invitation.expires <= now);
  }

  /** The channels that are gone, in the order of their ids. */
  List<ChannelId> gone(long now) {
    return places.keySet().stream()
        .filter(id -> place(id).goneAt() <= now)
        .sorted((a, b) -> a.bytes().compareTo(b.bytes()))
        .toList();
  }

  void forget(ChannelId id) {
    Place place = place(id);
    places.remove(id);
    place.members.keySet().forEach(who -> release(id, who, place.goneAt() + place.retention));
  }

  private void release(ChannelId id, ParticipantId who, long keepUntil) {
    if (!chain.rules().isOpen()) {
      Known known = chain.known(who);
      known.holders.remove(id);
      if (known.holders.isEmpty()) {
        known.keepUntil = keepUntil;
      }
    }
  }

  private void hold(ChannelId id, ParticipantId who) {
    if (!chain.rules().isOpen()) {
      Known known = chain.known(who);
      known.registered = true;
      known.keepUntil = 0;
      known.holders.add(id);
    }
  }

  private long owned(ParticipantId who) {
    return places.values().stream().filter(place -> place.owner().equals(who)).count();
  }

  private boolean isSigned(ParticipantId who, Signature signature) {
    return chain.rules().isOpen()
        || (signature == Signature.GOOD && chain.identities.containsKey(who));
  }

  boolean isKnown(ParticipantId who) {
    return chain.identities.containsKey(who);
  }

  private static boolean isUntimely(long timestamp, long now) {
    return timestamp < 0 || Math.abs(timestamp - now) > WINDOW_MILLIS;
  }

  private static Answer limit(String name) {
    return new Answer.Refused(RejectionCode.LIMIT_EXCEEDED, name);
  }

  private interface Rest {
    Answer of(Place place);
  }

  /** The order of everything that is done in a channel: nothing is told before the signature. */
  private Answer examine(
      ChannelId id, ParticipantId who, Signature signature, Optional<Outcome> before, Rest rest) {
    Place place = places.get(id);
    if (place == null) {
      return ChainModel.refused(RejectionCode.UNKNOWN_CHANNEL);
    }
    if (!isSigned(who, signature)) {
      return STRANGER;
    }
    return before.<Answer>map(Answer.Repeated::new).orElseGet(() -> rest.of(place));
  }

  private static Optional<Answer> refuse(Place place, ParticipantId who, ChannelRole least) {
    Person person = place.members.get(who);
    if (person == null || person.role.compareTo(least) < 0) {
      return Optional.of(STRANGER);
    }
    return refuseClosed(place);
  }

  private static Optional<Answer> refuseClosed(Place place) {
    return place.closed.isPresent()
        ? Optional.of(ChainModel.refused(RejectionCode.CHANNEL_CLOSED))
        : Optional.empty();
  }

  private static Optional<Answer> when(boolean holds, Answer answer) {
    return holds ? Optional.of(answer) : Optional.empty();
  }

  private static Answer unless(Optional<Answer> refused) {
    return refused.orElseGet(Answer.Applied::new);
  }

  private Optional<Person> person(ChannelId id, ParticipantId who, TransactionId membership) {
    return Optional.ofNullable(places.get(id))
        .map(place -> place.members.get(who))
        .filter(person -> person.membership.equals(membership));
  }

  private boolean isInvited(ChannelId id, ParticipantId who, TransactionId invitation) {
    return Optional.ofNullable(places.get(id))
        .map(place -> place.invitations.get(who))
        .filter(found -> found.id.equals(invitation))
        .isPresent();
  }

  Answer examine(CreateChannel create, TransactionId id, Signature signature, long now) {
    ChannelId own = ChannelId.of(id);
    if (!isSigned(create.owner(), signature)) {
      return STRANGER;
    }
    if (places.containsKey(own)) {
      return new Answer.Repeated(new Outcome.ChannelCreated(own));
    }
    return unless(
        when(isUntimely(create.timestampMillis(), now), MALFORMED)
            .or(() -> refuseOwner(create.owner())));
  }

  private Optional<Answer> refuseOwner(ParticipantId owner) {
    return when(owned(owner) >= chain.rules().channelsPerOwnerMax(), limit("maxChannels"));
  }

  Answer examine(InviteToChannel invite, TransactionId id, Signature signature, long now) {
    Optional<Outcome> before =
        Optional.ofNullable(invited.get(id))
            .map(made -> new Outcome.ChannelInvited(invite.channel(), id, made.expires));
    return examine(
        invite.channel(),
        invite.inviter(),
        signature,
        before,
        place ->
            unless(
                refuse(place, invite.inviter(), ChannelRole.ADMIN)
                    .or(() -> when(isUntimely(invite.timestampMillis(), now), MALFORMED))
                    .or(() -> when(place.members.containsKey(invite.invitee()), MALFORMED))
                    .or(
                        () ->
                            when(
                                !chain.rules().isOpen()
                                    && !chain.identities.containsKey(invite.invitee()),
                                MALFORMED))));
  }

  Answer examine(JoinChannel join, Signature signature) {
    return examine(
        join.channel(),
        join.participant(),
        signature,
        person(join.channel(), join.participant(), join.invitation())
            .map(_ -> new Outcome.ChannelJoined(join.channel())),
        place ->
            isInvited(join.channel(), join.participant(), join.invitation())
                ? unless(refuseClosed(place))
                : ChainModel.refused(RejectionCode.UNKNOWN_INVITATION));
  }

  Answer examine(RemoveChannelMember remove, Signature signature) {
    ChannelId id = remove.channel();
    boolean own = remove.remover().equals(remove.member());
    Optional<Person> person = person(id, remove.member(), remove.membership());
    boolean over = person.isEmpty() && !isInvited(id, remove.member(), remove.membership());
    boolean entitled =
        own
            || Optional.ofNullable(places.get(id))
                .map(place -> place.members.get(remove.remover()))
                .filter(remover -> remover.role != ChannelRole.MEMBER)
                .isPresent();
    ChannelRole role = person.map(found -> found.role).orElse(ChannelRole.MEMBER);
    return examine(
        id,
        remove.remover(),
        signature,
        over && entitled ? Optional.of(new Outcome.ChannelMemberRemoved(id)) : Optional.empty(),
        place ->
            own
                ? unless(when(role == ChannelRole.OWNER, STRANGER).or(() -> refuseClosed(place)))
                : unless(
                    refuse(
                            place,
                            remove.remover(),
                            role == ChannelRole.ADMIN ? ChannelRole.OWNER : ChannelRole.ADMIN)
                        .or(() -> when(role == ChannelRole.OWNER, STRANGER))));
  }

  Answer examine(ChangeChannelRole change, TransactionId id, Signature signature, long now) {
    if (change.member().equals(change.owner())) {
      return MALFORMED;
    }
    Optional<Person> person = person(change.channel(), change.member(), change.membership());
    return examine(
        change.channel(),
        change.owner(),
        signature,
        person
            .filter(found -> found.change.equals(id))
            .map(_ -> new Outcome.ChannelRoleChanged(change.channel())),
        place ->
            unless(
                refuse(place, change.owner(), ChannelRole.OWNER)
                    .or(
                        () ->
                            when(
                                person.isEmpty(), ChainModel.refused(RejectionCode.UNKNOWN_MEMBER)))
                    .or(
                        () ->
                            when(
                                isUntimely(change.timestampMillis(), now)
                                    || change.timestampMillis() <= person.orElseThrow().changed,
                                MALFORMED))
                    .or(
                        () ->
                            change.role() == ChannelRole.OWNER
                                ? refuseOwner(change.member())
                                : Optional.empty())));
  }

  Answer examine(GiveChannelKey give, Signature signature) {
    for (int i = 0; i < give.entries().size(); i++) {
      Bytes id = give.entries().get(i).member().bytes();
      if (give.entries().get(i).wrappedKey().size() == 0
          || (i > 0 && give.entries().get(i - 1).member().bytes().compareTo(id) >= 0)) {
        return MALFORMED;
      }
    }
    if (give.entries().isEmpty() || give.generation() < 1) {
      return MALFORMED;
    }
    return examine(
        give.channel(),
        give.author(),
        signature,
        Optional.ofNullable(places.get(give.channel()))
            .filter(place -> isGiven(place, give))
            .map(place -> given(place, give)),
        place ->
            unless(
                refuse(place, give.author(), ChannelRole.ADMIN)
                    .or(() -> refuseGeneration(place, give))
                    .or(() -> when(isAmiss(place, give), MALFORMED))));
  }

  private static boolean isGiven(Place place, GiveChannelKey give) {
    return give.generation() <= place.keys.size()
        && isProved(place.keys.get((int) give.generation() - 1), give)
        && give.entries().stream()
            .allMatch(
                entry ->
                    new Given(give.author(), entry.wrappedKey())
                        .equals(
                            place
                                .keys
                                .get((int) give.generation() - 1)
                                .entries
                                .get(entry.member())));
  }

  private static boolean isProved(Key key, GiveChannelKey give) {
    return give.proof().size() == 0
        || (key.author.equals(give.author()) && key.proof.equals(give.proof()));
  }

  private static Outcome given(Place place, GiveChannelKey give) {
    boolean pending = place.pending().isPresent() && give.generation() == place.keys.size();
    return new Outcome.ChannelKeyGiven(
        give.channel(), give.generation(), pending ? place.missing() : 0);
  }

  private static Optional<Answer> refuseGeneration(Place place, GiveChannelKey give) {
    if (give.generation() == place.keys.size() + 1) {
      return when(
          give.entries().stream().noneMatch(entry -> entry.member().equals(give.author())),
          MALFORMED);
    }
    if (give.proof().size() > 0) {
      return Optional.of(MALFORMED);
    }
    Optional<Key> pending = place.pending().filter(_ -> give.generation() == place.keys.size());
    if (pending.isPresent()) {
      return when(!pending.get().author.equals(give.author()), STRANGER);
    }
    return give.generation() > place.current()
        ? Optional.of(MALFORMED)
        : when(!place.has(give.author(), give.generation()), STRANGER);
  }

  private static boolean isAmiss(Place place, GiveChannelKey give) {
    return give.entries().stream()
        .anyMatch(
            entry ->
                !place.members.containsKey(entry.member())
                    || place.has(entry.member(), give.generation()));
  }

  Answer examine(SendChannelMessage send, TransactionId id, Signature signature) {
    if (send.keyGeneration() < 1) {
      return MALFORMED;
    }
    Optional<Outcome> before = Optional.empty();
    Place found = places.get(send.channel());
    for (int i = 0; found != null && i < found.messages.size(); i++) {
      if (found.messages.get(i).id.equals(id)) {
        before = Optional.of(new Outcome.ChannelMessageAccepted(send.channel(), i));
      }
    }
    return examine(
        send.channel(),
        send.sender(),
        signature,
        before,
        place ->
            unless(
                refuse(place, send.sender(), ChannelRole.MEMBER)
                    .or(() -> when(isUnsendable(place, send), MALFORMED))
                    .or(
                        () ->
                            when(
                                send.ciphertext().size()
                                    > chain.rules().limits().ciphertextBytesMax(),
                                limit("ciphertextBytesMax")))
                    .or(
                        () ->
                            when(
                                place.messages.size() >= chain.rules().messagesPerSessionMax(),
                                limit("maxMessages")))));
  }

  /** Whether somebody who is out has the key, or the sender has not. */
  private static boolean isUnsendable(Place place, SendChannelMessage send) {
    return send.keyGeneration() != place.current()
        || place.keys.get(place.current() - 1).leaked
        || !place.has(send.sender(), send.keyGeneration());
  }

  Answer examine(DeleteChannelMessage delete, Signature signature, long now) {
    if (delete.sequence() < 0) {
      return MALFORMED;
    }
    Optional<Said> said =
        Optional.ofNullable(places.get(delete.channel()))
            .filter(place -> delete.sequence() < place.messages.size())
            .map(place -> place.messages.get((int) delete.sequence()));
    boolean own = said.filter(one -> one.message.sender().equals(delete.sender())).isPresent();
    return examine(
        delete.channel(),
        delete.sender(),
        signature,
        said.filter(one -> own && one.isHidden(now))
            .map(_ -> new Outcome.ChannelMessageDeleted(delete.channel(), delete.sequence())),
        place ->
            unless(
                when(!own && !place.members.containsKey(delete.sender()), STRANGER)
                    .or(
                        () ->
                            when(said.isEmpty(), ChainModel.refused(RejectionCode.UNKNOWN_MESSAGE)))
                    .or(() -> when(!own, STRANGER))));
  }

  Answer examine(CloseChannel close, Signature signature) {
    return examine(
        close.channel(),
        close.owner(),
        signature,
        Optional.ofNullable(places.get(close.channel()))
            .filter(place -> place.closed.isPresent() && place.owner().equals(close.owner()))
            .map(_ -> new Outcome.ChannelClosed(close.channel())),
        place -> unless(refuse(place, close.owner(), ChannelRole.OWNER)));
  }

  Place place(ChannelId id) {
    return Optional.ofNullable(places.get(id)).orElseThrow();
  }

  Outcome apply(CreateChannel create, TransactionId id, long now) {
    ChannelId own = ChannelId.of(id);
    Place place = new Place(create, now);
    place.members.put(create.owner(), new Person(id, ChannelRole.OWNER));
    places.put(own, place);
    hold(own, create.owner());
    return new Outcome.ChannelCreated(own);
  }

  Outcome apply(InviteToChannel invite, TransactionId id, long now) {
    Invited made = new Invited(id, now + INVITATION_MILLIS);
    place(invite.channel()).invitations.put(invite.invitee(), made);
    invited.put(id, made);
    return new Outcome.ChannelInvited(invite.channel(), id, made.expires);
  }

  Outcome apply(JoinChannel join) {
    Place place = place(join.channel());
    place.invitations.remove(join.participant());
    place.members.put(join.participant(), new Person(join.invitation(), ChannelRole.MEMBER));
    hold(join.channel(), join.participant());
    return new Outcome.ChannelJoined(join.channel());
  }

  Outcome apply(RemoveChannelMember remove, long now) {
    Place place = place(remove.channel());
    if (isInvited(remove.channel(), remove.member(), remove.membership())) {
      place.invitations.remove(remove.member());
    } else {
      place.members.remove(remove.member());
      for (Key key : place.keys) {
        if (key.entries.remove(remove.member()) != null) {
          key.leaked = true;
          key.givenUp |= !key.complete;
        }
      }
      place.settle();
      release(remove.channel(), remove.member(), now + chain.retention());
    }
    return new Outcome.ChannelMemberRemoved(remove.channel());
  }

  Outcome apply(ChangeChannelRole change, TransactionId id) {
    Place place = place(change.channel());
    if (change.role() == ChannelRole.OWNER) {
      assign(place, change.owner(), ChannelRole.ADMIN, change, id);
    }
    assign(place, change.member(), change.role(), change, id);
    return new Outcome.ChannelRoleChanged(change.channel());
  }

  private static void assign(
      Place place,
      ParticipantId who,
      ChannelRole role,
      ChangeChannelRole change,
      TransactionId id) {
    Person person = Optional.ofNullable(place.members.get(who)).orElseThrow();
    person.role = role;
    person.change = id;
    person.changed = change.timestampMillis();
  }

  Outcome apply(GiveChannelKey give) {
    Place place = place(give.channel());
    if (give.generation() > place.keys.size()) {
      place.pending().ifPresent(key -> key.givenUp = true);
      place.keys.add(new Key(give.author(), give.proof()));
    }
    Key key = place.keys.get((int) give.generation() - 1);
    for (ChannelKeyEntry entry : give.entries()) {
      key.entries.put(entry.member(), new Given(give.author(), entry.wrappedKey()));
    }
    place.settle();
    return given(place, give);
  }

  Outcome apply(SendChannelMessage send, TransactionId id, long now) {
    Place place = place(send.channel());
    place.messages.add(new Said(id, send, now, now + chain.retention()));
    return new Outcome.ChannelMessageAccepted(send.channel(), place.messages.size() - 1);
  }

  Outcome apply(DeleteChannelMessage delete) {
    place(delete.channel()).messages.get((int) delete.sequence()).deleted = true;
    return new Outcome.ChannelMessageDeleted(delete.channel(), delete.sequence());
  }

  Outcome apply(CloseChannel close, long now) {
    Place place = place(close.channel());
    place.closed = OptionalLong.of(now);
    place.retention = chain.retention();
    return new Outcome.ChannelClosed(close.channel());
  }
}
