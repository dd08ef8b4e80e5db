package org.sessionvm.testkit.model;

import static org.sessionvm.testkit.model.ChannelModel.MALFORMED;
import static org.sessionvm.testkit.model.ChannelModel.STRANGER;
import static org.sessionvm.testkit.model.ChannelModel.isUntimely;
import static org.sessionvm.testkit.model.ChannelModel.refuse;
import static org.sessionvm.testkit.model.ChannelModel.refuseClosed;
import static org.sessionvm.testkit.model.ChannelModel.unless;
import static org.sessionvm.testkit.model.ChannelModel.when;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.testkit.model.ChainModel.Signature;
import org.sessionvm.testkit.model.ModelChannel.Invited;
import org.sessionvm.testkit.model.ModelChannel.Person;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.RemoveChannelMember;

/** What the model makes of who is in a channel, and as what. */
final class ChannelMemberModel {
  private static final long INVITATION_MILLIS = 604_800_000;

  private ChannelMemberModel() {}

  private static Optional<Person> person(
      ChannelModel model, ChannelId id, ParticipantId who, TransactionId membership) {
    return Optional.ofNullable(model.places.get(id))
        .map(place -> place.members.get(who))
        .filter(person -> person.membership.equals(membership));
  }

  private static boolean isInvited(
      ChannelModel model, ChannelId id, ParticipantId who, TransactionId invitation) {
    return Optional.ofNullable(model.places.get(id))
        .map(place -> place.invitations.get(who))
        .filter(found -> found.id().equals(invitation))
        .isPresent();
  }

  static Answer examine(
      ChannelModel model, InviteToChannel invite, TransactionId id, Signature signature, long now) {
    Optional<Outcome> before =
        Optional.ofNullable(model.invited.get(id))
            .map(made -> new Outcome.ChannelInvited(invite.channel(), id, made.expires()));
    return model.examine(
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
                                !model.chain.rules().isOpen()
                                    && !model.chain.identities.containsKey(invite.invitee()),
                                MALFORMED))));
  }

  static Answer examine(ChannelModel model, JoinChannel join, Signature signature) {
    return model.examine(
        join.channel(),
        join.participant(),
        signature,
        person(model, join.channel(), join.participant(), join.invitation())
            .map(_ -> new Outcome.ChannelJoined(join.channel())),
        place ->
            isInvited(model, join.channel(), join.participant(), join.invitation())
                    && mayInvite(place, join.participant())
                ? unless(refuseClosed(place))
                : ChainModel.refused(RejectionCode.UNKNOWN_INVITATION));
  }

  private static boolean mayInvite(ModelChannel place, ParticipantId invitee) {
    return Optional.ofNullable(place.invitations.get(invitee))
        .flatMap(invited -> Optional.ofNullable(place.members.get(invited.inviter())))
        .filter(inviter -> inviter.role != ChannelRole.MEMBER)
        .isPresent();
  }

  static Answer examine(ChannelModel model, RemoveChannelMember remove, Signature signature) {
    ChannelId id = remove.channel();
    boolean own = remove.remover().equals(remove.member());
    Optional<Person> person = person(model, id, remove.member(), remove.membership());
    boolean over = person.isEmpty() && !isInvited(model, id, remove.member(), remove.membership());
    boolean entitled =
        own
            || Optional.ofNullable(model.places.get(id))
                .map(place -> place.members.get(remove.remover()))
                .filter(remover -> remover.role != ChannelRole.MEMBER)
                .isPresent();
    ChannelRole role = person.map(found -> found.role).orElse(ChannelRole.MEMBER);
    return model.examine(
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

  static Answer examine(
      ChannelModel model,
      ChangeChannelRole change,
      TransactionId id,
      Signature signature,
      long now) {
    if (change.member().equals(change.owner())) {
      return MALFORMED;
    }
    Optional<Person> person = person(model, change.channel(), change.member(), change.membership());
    return model.examine(
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
                                ? model.refuseOwner(change.member())
                                : Optional.empty())));
  }

  static Outcome apply(ChannelModel model, InviteToChannel invite, TransactionId id, long now) {
    Invited made = new Invited(id, invite.inviter(), now + INVITATION_MILLIS);
    model.place(invite.channel()).invitations.put(invite.invitee(), made);
    model.invited.put(id, made);
    return new Outcome.ChannelInvited(invite.channel(), id, made.expires());
  }

  static Outcome apply(ChannelModel model, JoinChannel join) {
    ModelChannel place = model.place(join.channel());
    place.invitations.remove(join.participant());
    place.members.put(join.participant(), new Person(join.invitation(), ChannelRole.MEMBER));
    model.hold(join.channel(), join.participant());
    return new Outcome.ChannelJoined(join.channel());
  }

  static Outcome apply(ChannelModel model, RemoveChannelMember remove, long now) {
    ModelChannel place = model.place(remove.channel());
    if (isInvited(model, remove.channel(), remove.member(), remove.membership())) {
      place.invitations.remove(remove.member());
    } else {
      place.members.remove(remove.member());
      for (ModelChannel.Key key : place.keys) {
        if (key.entries.remove(remove.member()) != null) {
          key.leaked = true;
          key.givenUp |= !key.complete;
        }
      }
      place.settle();
      model.release(remove.channel(), remove.member(), now + model.chain.retention());
    }
    return new Outcome.ChannelMemberRemoved(remove.channel());
  }

  static Outcome apply(ChannelModel model, ChangeChannelRole change, TransactionId id) {
    ModelChannel place = model.place(change.channel());
    if (change.role() == ChannelRole.OWNER) {
      assign(place, change.owner(), ChannelRole.ADMIN, change, id);
    }
    assign(place, change.member(), change.role(), change, id);
    return new Outcome.ChannelRoleChanged(change.channel());
  }

  private static void assign(
      ModelChannel place,
      ParticipantId who,
      ChannelRole role,
      ChangeChannelRole change,
      TransactionId id) {
    Person person = Optional.ofNullable(place.members.get(who)).orElseThrow();
    person.role = role;
    person.change = id;
    person.changed = change.timestampMillis();
  }
}
