package org.sessionvm.testkit.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ChannelName;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.vm.TestIdentity;
import org.sessionvm.transaction.ChangeChannelRole;
import org.sessionvm.transaction.ChannelKeyEntry;
import org.sessionvm.transaction.CloseChannel;
import org.sessionvm.transaction.CreateChannel;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.GiveChannelKey;
import org.sessionvm.transaction.InviteToChannel;
import org.sessionvm.transaction.JoinChannel;
import org.sessionvm.transaction.RegisterIdentity;
import org.sessionvm.transaction.RemoveChannelMember;
import org.sessionvm.transaction.SendChannelMessage;
import org.sessionvm.transaction.Transaction;

/** Random transactions in channels; looks at the model for what would be well. */
final class ChannelCommands {
  private final Gen gen;
  private final ChannelModel model;

  /** What is to be signed by whom. */
  record Unsigned(Transaction transaction, TestIdentity signer) {}

  /** What one command is made of. */
  private record Scene(
      ChannelId channel, ModelChannel place, TestIdentity signer, ParticipantId other) {}

  ChannelCommands(Gen gen, ChannelModel model) {
    this.gen = gen;
    this.model = model;
  }

  Unsigned next(long now, long timestamp) {
    List<ChannelId> channels =
        model.places.keySet().stream().sorted(Comparator.comparing(ChannelId::bytes)).toList();
    TestIdentity stranger = gen.pick(Commands.people());
    if (channels.isEmpty() && !model.isKnown(stranger.participant()) && gen.chance(90)) {
      return new Unsigned(new RegisterIdentity(stranger.keys()), stranger);
    }
    if (channels.isEmpty() || gen.chance(6)) {
      return new Unsigned(
          new CreateChannel(stranger.participant(), new ChannelName("c"), timestamp, gen.bits()),
          stranger);
    }
    ChannelId id = gen.pick(channels);
    ModelChannel place = model.place(id);
    TestIdentity signer = gen.chance(85) ? gen.pick(people(place)) : stranger;
    ChannelId named = gen.chance(98) ? id : new ChannelId(gen.bytes(32));
    Scene scene = new Scene(named, place, signer, gen.pick(Commands.people()).participant());
    return command(scene, gen.chance(90) ? now : timestamp);
  }

  /** Its owner is asked more often than others. */
  private static List<TestIdentity> people(ModelChannel place) {
    List<TestIdentity> people = new ArrayList<>();
    for (TestIdentity person : Commands.people()) {
      boolean owns = person.participant().equals(place.owner());
      if (place.members.containsKey(person.participant())) {
        people.add(person);
      }
      for (int i = 0; owns && i < 2; i++) {
        people.add(person);
      }
    }
    return people;
  }

  private Unsigned command(Scene scene, long timestamp) {
    int kind = gen.integer(0, 99);
    ParticipantId who = scene.signer.participant();
    Transaction transaction =
        switch (kind / 4) {
          case 0, 1, 2 -> new InviteToChannel(scene.channel, who, invitee(scene), timestamp);
          case 3, 4, 5, 6 -> null;
          case 7, 8 ->
              new RemoveChannelMember(
                  scene.channel,
                  who,
                  gen.chance(40) ? who : scene.other,
                  membership(scene.place, gen.chance(40) ? who : scene.other));
          case 9, 10 -> role(scene, member(scene), timestamp + gen.integer(0, 9));
          case 11, 12, 13, 14, 15, 16, 17 -> keys(scene, who);
          case 18, 19, 20, 21, 22 ->
              new SendChannelMessage(
                  scene.channel,
                  who,
                  generation(scene.place.current()),
                  gen.bytes(gen.chance(5) ? gen.integer(299, 302) : gen.integer(0, 20)));
          case 23 ->
              new DeleteChannelMessage(
                  scene.channel, who, gen.chance(3) ? gen.bits() : gen.integer(0, 3));
          default ->
              gen.chance(25)
                  ? new CloseChannel(scene.channel, who)
                  : new DeleteChannelMessage(scene.channel, who, 0);
        };
    return transaction == null ? join(scene) : new Unsigned(transaction, scene.signer);
  }

  private ChangeChannelRole role(Scene scene, ParticipantId member, long timestamp) {
    return new ChangeChannelRole(
        scene.channel,
        scene.signer.participant(),
        member,
        membership(scene.place, member),
        gen.pick(List.of(ChannelRole.values())),
        timestamp);
  }

  /** Mostly one, and not who asks. */
  private ParticipantId member(Scene scene) {
    List<ParticipantId> others =
        Commands.people().stream()
            .map(TestIdentity::participant)
            .filter(scene.place.members::containsKey)
            .filter(who -> !who.equals(scene.signer.participant()))
            .toList();
    return others.isEmpty() || gen.chance(20) ? scene.other : gen.pick(others);
  }

  private ParticipantId invitee(Scene scene) {
    List<ParticipantId> likely =
        Commands.people().stream()
            .map(TestIdentity::participant)
            .filter(model::isKnown)
            .filter(who -> !scene.place.members.containsKey(who))
            .toList();
    return likely.isEmpty() || gen.chance(10) ? scene.other : gen.pick(likely);
  }

  private long generation(long likely) {
    return gen.chance(90) ? likely : gen.integer(0, 4);
  }

  /** Of a member or one who is invited. */
  private TransactionId membership(ModelChannel place, ParticipantId of) {
    return Optional.ofNullable(place.members.get(of))
        .map(person -> person.membership)
        .or(() -> Optional.ofNullable(place.invitations.get(of)).map(ModelChannel.Invited::id))
        .filter(_ -> gen.chance(95))
        .orElseGet(() -> new TransactionId(gen.bytes(32)));
  }

  /** Mostly by somebody who is invited. */
  private Unsigned join(Scene scene) {
    List<TestIdentity> invited =
        Commands.people().stream()
            .filter(person -> scene.place.invitations.containsKey(person.participant()))
            .toList();
    TestIdentity joining = invited.isEmpty() || gen.chance(8) ? scene.signer : gen.pick(invited);
    ParticipantId who = joining.participant();
    return new Unsigned(new JoinChannel(scene.channel, who, membership(scene.place, who)), joining);
  }

  private GiveChannelKey keys(Scene scene, ParticipantId who) {
    ModelChannel place = scene.place;
    boolean pending = place.pending().isPresent();
    long generation =
        generation(gen.chance(30) ? gen.integer(1, 3) : place.keys.size() + (pending ? 0 : 1));
    List<ChannelKeyEntry> entries = new ArrayList<>();
    for (TestIdentity person : Commands.people().stream().sorted(byId()).toList()) {
      ParticipantId member = person.participant();
      boolean lacks = place.members.containsKey(member) && !place.has(member, generation);
      if (gen.chance(lacks ? 85 : 2)) {
        entries.add(new ChannelKeyEntry(member, gen.bytes(gen.integer(gen.chance(3) ? 0 : 1, 4))));
      }
    }
    if (gen.chance(2) && entries.size() > 1) {
      entries.addFirst(entries.removeLast());
    }
    boolean begins = generation == place.keys.size() + 1;
    Bytes proof = gen.chance(begins ? 80 : 4) ? gen.bytes(gen.integer(1, 3)) : Bytes.EMPTY;
    return new GiveChannelKey(scene.channel, who, generation, entries, proof);
  }

  private static Comparator<TestIdentity> byId() {
    return Comparator.comparing(person -> person.participant().bytes());
  }
}
