package org.sessionvm.testkit.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.testkit.model.ChainModel.Known;
import org.sessionvm.testkit.model.ChainModel.Signature;
import org.sessionvm.testkit.model.ModelChannel.Invited;
import org.sessionvm.testkit.model.ModelChannel.Person;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CreateChannel;

/** The rules of channels once more; its parts are the other models of channels. */
final class ChannelModel {
  private static final long WINDOW_MILLIS = 600_000;
  static final Answer STRANGER = ChainModel.refused(RejectionCode.UNAUTHORIZED);
  static final Answer MALFORMED = ChainModel.refused(RejectionCode.MALFORMED);

  final Map<ChannelId, ModelChannel> places = new HashMap<>();
  final Map<TransactionId, Invited> invited = new HashMap<>();
  final ChainModel chain;

  ChannelModel(ChainModel chain) {
    this.chain = chain;
  }

  void advance(long now) {
    places
        .values()
        .forEach(
            place ->
                place.invitations.values().removeIf(invitation -> invitation.expires() <= now));
    invited.values().removeIf(invitation -> invitation.expires() <= now);
  }

  /** The channels that are gone, in the order of their ids. */
  List<ChannelId> gone(long now) {
    return places.keySet().stream()
        .filter(id -> place(id).goneAt() <= now)
        .sorted((a, b) -> a.bytes().compareTo(b.bytes()))
        .toList();
  }

  void forget(ChannelId id) {
    ModelChannel place = place(id);
    places.remove(id);
    place.members.keySet().forEach(who -> release(id, who, place.goneAt() + place.retention));
  }

  void release(ChannelId id, ParticipantId who, long keepUntil) {
    if (!chain.rules().isOpen()) {
      Known known = chain.known(who);
      known.holders.remove(id);
      if (known.holders.isEmpty()) {
        known.keepUntil = keepUntil;
      }
    }
  }

  void hold(ChannelId id, ParticipantId who) {
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

  static boolean isUntimely(long timestamp, long now) {
    return timestamp < 0 || Math.abs(timestamp - now) > WINDOW_MILLIS;
  }

  static Answer limit(String name) {
    return new Answer.Refused(RejectionCode.LIMIT_EXCEEDED, name);
  }

  interface Rest {
    Answer of(ModelChannel place);
  }

  /** The order of everything that is done in a channel: nothing is told before the signature. */
  Answer examine(
      ChannelId id, ParticipantId who, Signature signature, Optional<Outcome> before, Rest rest) {
    ModelChannel place = places.get(id);
    if (place == null) {
      return ChainModel.refused(RejectionCode.UNKNOWN_CHANNEL);
    }
    if (!isSigned(who, signature)) {
      return STRANGER;
    }
    return before.<Answer>map(Answer.Repeated::new).orElseGet(() -> rest.of(place));
  }

  static Optional<Answer> refuse(ModelChannel place, ParticipantId who, ChannelRole least) {
    Person person = place.members.get(who);
    if (person == null || person.role.compareTo(least) < 0) {
      return Optional.of(STRANGER);
    }
    return refuseClosed(place);
  }

  static Optional<Answer> refuseClosed(ModelChannel place) {
    return place.closed.isPresent()
        ? Optional.of(ChainModel.refused(RejectionCode.CHANNEL_CLOSED))
        : Optional.empty();
  }

  static Optional<Answer> when(boolean holds, Answer answer) {
    return holds ? Optional.of(answer) : Optional.empty();
  }

  static Answer unless(Optional<Answer> refused) {
    return refused.orElseGet(Answer.Applied::new);
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

  Optional<Answer> refuseOwner(ParticipantId owner) {
    return when(owned(owner) >= chain.rules().channelsPerOwnerMax(), limit("maxChannels"));
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

  ModelChannel place(ChannelId id) {
    return Optional.ofNullable(places.get(id)).orElseThrow();
  }

  Outcome apply(CreateChannel create, TransactionId id, long now) {
    ChannelId own = ChannelId.of(id);
    ModelChannel place = new ModelChannel(create, now);
    place.members.put(create.owner(), new Person(id, ChannelRole.OWNER));
    places.put(own, place);
    hold(own, create.owner());
    return new Outcome.ChannelCreated(own);
  }

  Outcome apply(CloseChannel close, long now) {
    ModelChannel place = place(close.channel());
    place.closed = OptionalLong.of(now);
    place.retention = chain.retention();
    return new Outcome.ChannelClosed(close.channel());
  }
}
