package org.sessionvm.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.KeyValueStore;
import org.sessionvm.state.Columns;
import org.sessionvm.state.Counters;
import org.sessionvm.state.MessageReceipt;
import org.sessionvm.state.SessionKeyGeneration;
import org.sessionvm.state.SessionView;
import org.sessionvm.testkit.model.ModelSession.Sent;
import org.sessionvm.testkit.property.Gen;
import org.sessionvm.testkit.vm.TestIdentity;
import org.sessionvm.testkit.vm.VmFixture;
import org.sessionvm.vm.Message;
import org.sessionvm.vm.StateReader;

/** Whether a chain shows what the model knows. */
final class Comparison {
  private static final Bytes LAST_KEY = Bytes.fromHex("ff".repeat(80));

  private final ChainModel model;
  private final HandleComparison handles;
  private final ChannelComparison channels;
  private final Set<SessionId> seen = new TreeSet<>((a, b) -> a.bytes().compareTo(b.bytes()));

  Comparison(ChainModel model) {
    this.model = model;
    this.handles = new HandleComparison(model.handles);
    this.channels = new ChannelComparison(model.channels);
  }

  /** A session that is to be looked for even when the model has forgotten it. */
  void learn(SessionId session) {
    seen.add(session);
  }

  /** A channel that is to be looked for even when the model has forgotten it. */
  void learn(ChannelId channel) {
    channels.learn(channel);
  }

  /** What is shown of sessions and messages, whether or not a block has done what is due. */
  void visible(VmFixture fixture, long now) {
    model.advance(now);
    try (StateReader reader = fixture.vm().read()) {
      assertThat(reader.nowMillis()).isEqualTo(now);
      for (SessionId id : seen) {
        Optional<ModelSession> expected = Optional.ofNullable(model.sessions.get(id));
        Optional<SessionView> actual = reader.session(id);
        assertThat(actual.isPresent()).as("session is there").isEqualTo(expected.isPresent());
        expected.ifPresent(session -> same(session, actual.orElseThrow(), reader));
      }
      Commands.people().forEach(person -> sessionsOf(person.participant(), reader));
      handles.visible(reader);
      channels.visible(reader);
    }
  }

  /** As above, and everything else, once nothing is due. */
  void settled(VmFixture fixture, long now) {
    visible(fixture, now);
    try (StateReader reader = fixture.vm().read()) {
      for (TestIdentity person : Commands.people()) {
        assertThat(reader.identity(person.participant()))
            .as("identity is known")
            .isEqualTo(
                Optional.ofNullable(model.identities.get(person.participant()))
                    .map(known -> known.keys));
      }
      Counters counters = reader.counters();
      assertThat(counters.sessions()).isEqualTo(model.sessions.size());
      assertThat(counters.unprovedSessions()).isEqualTo(model.unprovedSessions());
      assertThat(counters.identities()).isEqualTo(model.identities.size());
      assertThat(counters.messages()).isEqualTo(model.messages());
      assertThat(counters.channels()).isEqualTo(model.channels.places.size());
      model.sessions.values().forEach(session -> proofs(session, reader));
    }
  }

  private static void same(ModelSession expected, SessionView actual, StateReader reader) {
    assertThat(actual.statusAt(reader.nowMillis())).isEqualTo(expected.status(reader.nowMillis()));
    assertThat(actual.session().participants()).isEqualTo(expected.creation.participants());
    assertThat(actual.session().metadata()).isEqualTo(expected.creation.metadata());
    assertThat(actual.session().createdMillis()).isEqualTo(expected.created);
    assertThat(actual.session().expiresMillis()).isEqualTo(expected.expires);
    assertThat(actual.head().nextSequence()).isEqualTo(expected.messages.size());
    assertThat(reader.publicKeys(actual)).isEqualTo(expected.creation.publicKeys());
    for (int i = 0; i < expected.creation.participants().size(); i++) {
      ParticipantId participant = expected.creation.participants().get(i);
      assertThat(actual.head().accepted().contains(i))
          .isEqualTo(expected.signed.contains(participant));
      ModelSession.Marks marks = expected.marks(participant);
      assertThat(reader.receipt(actual, i))
          .isEqualTo(new MessageReceipt(marks.delivered(), marks.read(), marks.isPrivate()));
      assertThat(reader.readMark(actual, participant)).isEqualTo(marks.read());
    }
    keys(expected, actual, reader);
    messages(expected, actual, reader);
  }

  private static void messages(ModelSession expected, SessionView actual, StateReader reader) {
    List<Message> shown = reader.messages(actual, 0, 1_000).messages();
    List<Long> kept = new ArrayList<>();
    for (int i = 0; i < expected.messages.size(); i++) {
      if (!expected.isHidden(i, reader.nowMillis())) {
        kept.add((long) i);
      }
    }
    assertThat(shown.stream().map(message -> message.sequence().orElseThrow())).isEqualTo(kept);
    for (Message message : shown) {
      Sent sent = expected.messages.get((int) message.sequence().orElseThrow());
      assertThat(message.id()).isEqualTo(sent.id());
      assertThat(message.sender()).isEqualTo(sent.sender());
      assertThat(message.ciphertext()).isEqualTo(sent.ciphertext());
      assertThat(message.acceptedMillis()).hasValue(sent.acceptedMillis());
      assertThat(reader.message(sent.id())).contains(message);
    }
  }

  private static void keys(ModelSession expected, SessionView actual, StateReader reader) {
    int last = expected.rotations.size();
    assertThat(actual.head().extension().keyGenerations()).isEqualTo(last);
    assertThat(reader.keyGeneration(actual, last + 1)).isEmpty();
    for (int i = 0; i < last; i++) {
      ModelSession.Rotated rotated = expected.rotations.get(i);
      SessionKeyGeneration key = reader.keyGeneration(actual, i + 1).orElseThrow();
      assertThat(key.rotation()).isEqualTo(rotated.id());
      assertThat(key.wrappedKeys()).isEqualTo(rotated.wrappedKeys());
      assertThat(actual.session().participants().get(key.author())).isEqualTo(rotated.author());
    }
  }

  private void proofs(ModelSession expected, StateReader reader) {
    List<Boolean> proved = new ArrayList<>();
    for (ParticipantId participant : expected.creation.participants()) {
      proved.add(expected.proved.contains(participant) || model.fits(expected, participant));
    }
    assertThat(reader.proved(reader.session(expected.id).orElseThrow())).isEqualTo(proved);
  }

  private void sessionsOf(ParticipantId participant, StateReader reader) {
    List<SessionId> expected =
        model.sessions.values().stream()
            .filter(session -> session.names(participant))
            .sorted(
                Comparator.<ModelSession>comparingLong(session -> -session.created)
                    .thenComparing(session -> session.id.bytes()))
            .map(session -> session.id)
            .toList();
    List<SessionId> actual = new ArrayList<>();
    Optional<Bytes> next = Optional.empty();
    do {
      var page = reader.sessions(participant, next, 3);
      page.sessions().forEach(view -> actual.add(view.id()));
      next = page.next();
    } while (next.isPresent());
    assertThat(actual).isEqualTo(expected);
  }

  /** How far to move the clock so that something happens, has just happened, or does not yet. */
  long interesting(Gen gen, long now) {
    List<Long> times = new ArrayList<>();
    for (ModelSession session : model.sessions.values()) {
      times.addAll(List.of(session.expires, session.goneAt(), session.unprovedUntil()));
      session.messages.forEach(sent -> times.add(sent.hiddenFrom()));
    }
    model.channels.places.values().forEach(place -> times.addAll(place.times()));
    model.identities.values().forEach(known -> times.add(known.keepUntil));
    // No clock gets to where sessions between handles would end.
    List<Long> later =
        times.stream()
            .filter(time -> time > now + 1 && time < ModelSession.LAST_MILLIS)
            .sorted()
            .toList();
    if (later.isEmpty() || gen.chance(60)) {
      return gen.chance(50) ? gen.integer(0, 5) : gen.integer(0, 60_000);
    }
    // Mostly what comes next: a far jump ends nearly everything at once.
    int index = gen.chance(70) ? 0 : gen.integer(0, later.size() - 1);
    return later.get(index) + gen.integer(-1, 1) - now;
  }

  /** Whether two stores hold the same. */
  void stores(KeyValueStore one, KeyValueStore other) {
    Columns.ids()
        .forEach(
            column ->
                assertThat(one.scan(column, Bytes.EMPTY, LAST_KEY, Integer.MAX_VALUE))
                    .as(column.name())
                    .isEqualTo(other.scan(column, Bytes.EMPTY, LAST_KEY, Integer.MAX_VALUE)));
  }
}
