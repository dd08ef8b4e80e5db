package org.sessionvm.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.Channel;
import org.sessionvm.state.ChannelGenerations;
import org.sessionvm.state.ChannelKey;
import org.sessionvm.state.ChannelKeyOrigin;
import org.sessionvm.state.ChannelMember;
import org.sessionvm.state.ParticipantChannel.Relation;
import org.sessionvm.testkit.vm.TestIdentity;
import org.sessionvm.vm.ChannelReader;
import org.sessionvm.vm.StateReader;

/** Whether a chain shows what the model knows of channels. */
final class ChannelComparison {
  private final ChannelModel model;
  private final Set<ChannelId> seen = new TreeSet<>((a, b) -> a.bytes().compareTo(b.bytes()));

  ChannelComparison(ChannelModel model) {
    this.model = model;
  }

  void learn(ChannelId channel) {
    seen.add(channel);
  }

  void visible(StateReader reader) {
    ChannelReader actual = reader.channels();
    for (ChannelId id : seen) {
      Optional<ModelChannel> expected = Optional.ofNullable(model.places.get(id));
      assertThat(actual.channel(id).isPresent())
          .as("channel is there")
          .isEqualTo(expected.isPresent());
      expected.ifPresent(place -> same(id, place, actual));
    }
    Commands.people().forEach(person -> channelsOf(person.participant(), actual));
  }

  private static void same(ChannelId id, ModelChannel expected, ChannelReader actual) {
    Channel channel = actual.channel(id).orElseThrow();
    assertThat(channel.name()).isEqualTo(expected.creation.name());
    assertThat(channel.owner()).isEqualTo(expected.owner());
    assertThat(channel.createdMillis()).isEqualTo(expected.created);
    assertThat(channel.closedMillis()).isEqualTo(expected.closed.orElse(0));
    assertThat(channel.members()).isEqualTo(expected.members.size());
    assertThat(channel.messages()).isEqualTo(expected.messages.size());
    keys(channel.generations(), expected);
    Commands.people().forEach(person -> person(id, person, expected, actual));
    messages(id, expected, actual);
  }

  private static void keys(ChannelGenerations actual, ModelChannel expected) {
    int current = expected.current();
    assertThat(actual.current()).isEqualTo(current);
    assertThat(actual.latest()).isEqualTo(expected.keys.size());
    assertThat(actual.missing()).isEqualTo(expected.missing());
    assertThat(actual.isSendable(current))
        .isEqualTo(current > 0 && !expected.keys.get(current - 1).leaked);
  }

  private static void person(
      ChannelId id, TestIdentity person, ModelChannel expected, ChannelReader actual) {
    ParticipantId who = person.participant();
    Optional<ChannelMember> member = actual.member(id, who);
    assertThat(member.map(ChannelMember::role))
        .isEqualTo(Optional.ofNullable(expected.members.get(who)).map(found -> found.role));
    assertThat(member.map(ChannelMember::membership))
        .isEqualTo(Optional.ofNullable(expected.members.get(who)).map(found -> found.membership));
    assertThat(actual.invitation(id, who).map(invitation -> invitation.id()))
        .isEqualTo(
            Optional.ofNullable(expected.invitations.get(who)).map(ModelChannel.Invited::id));
    for (int i = 0; i < expected.keys.size(); i++) {
      assertThat(actual.origin(id, i + 1))
          .contains(new ChannelKeyOrigin(expected.keys.get(i).author, expected.keys.get(i).proof));
      assertThat(actual.key(id, who, i + 1))
          .isEqualTo(
              Optional.ofNullable(expected.keys.get(i).entries.get(who))
                  .map(given -> new ChannelKey(given.giver(), given.wrapped())));
    }
    assertThat(actual.key(id, who, expected.keys.size() + 1)).isEmpty();
  }

  private static void messages(ChannelId id, ModelChannel expected, ChannelReader actual) {
    List<Long> kept = new ArrayList<>();
    for (int i = 0; i < expected.messages.size(); i++) {
      if (!expected.messages.get(i).isHidden(actual.nowMillis())) {
        kept.add((long) i);
      }
    }
    List<ChannelReader.Said> shown = actual.messages(id, 0, 1_000, 1 << 20).messages();
    assertThat(shown.stream().map(ChannelReader.Said::sequence)).isEqualTo(kept);
    for (ChannelReader.Said said : shown) {
      ModelChannel.Said sent = expected.messages.get((int) said.sequence());
      assertThat(said.sent()).isEqualTo(sent.message);
      assertThat(said.accepted().acceptedMillis()).isEqualTo(sent.accepted);
    }
  }

  private void channelsOf(ParticipantId who, ChannelReader actual) {
    for (Relation relation : Relation.values()) {
      List<ChannelId> expected =
          seen.stream().filter(id -> isOf(model.places.get(id), who, relation)).toList();
      List<ChannelId> found = new ArrayList<>();
      Optional<Bytes> next = Optional.empty();
      do {
        var page = actual.channels(who, relation, next, 2);
        found.addAll(page.items());
        next = page.next();
      } while (next.isPresent());
      if (relation == Relation.INVITED) {
        // The rows of invitations that are past their time may still be there.
        found.removeIf(id -> actual.invitation(id, who).isEmpty());
      }
      assertThat(found).isEqualTo(expected);
    }
  }

  private static boolean isOf(@Nullable ModelChannel place, ParticipantId who, Relation relation) {
    if (place == null) {
      return false;
    }
    return switch (relation) {
      case OWNED -> place.owner().equals(who);
      case JOINED -> place.members.containsKey(who) && !place.owner().equals(who);
      case INVITED -> place.invitations.containsKey(who);
    };
  }
}
