package org.sessionvm.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.IncarnationId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.Incarnation;
import org.sessionvm.state.OwnerHandle;
import org.sessionvm.testkit.vm.TestIdentity;
import org.sessionvm.transaction.UpdateProfile;
import org.sessionvm.vm.Chat;
import org.sessionvm.vm.HandleReader;
import org.sessionvm.vm.StateReader;

/** Whether a chain shows what the model knows of handles. */
final class HandleComparison {
  private final HandleModel model;

  /** What a chat is compared by. */
  private record Shown(
      SessionId session, IncarnationId other, long lastMillis, long unread, boolean blocked) {}

  HandleComparison(HandleModel model) {
    this.model = model;
  }

  void visible(StateReader reader) {
    HandleReader actual = reader.handles();
    for (HandleName name : Commands.NAMES) {
      Optional<IncarnationId> expected = model.live(name);
      assertThat(actual.find(name)).as("who has the name").isEqualTo(expected);
      expected.ifPresent(handle -> same(handle, actual, reader.nowMillis()));
    }
    Commands.people().forEach(person -> handlesOf(person, actual));
  }

  private void same(IncarnationId id, HandleReader actual, long now) {
    HandleModel.Handle expected = model.handle(id).orElseThrow();
    Incarnation incarnation = actual.live(id).orElseThrow();
    assertThat(incarnation.name()).isEqualTo(expected.name);
    assertThat(incarnation.owner()).isEqualTo(expected.owner);
    assertThat(actual.profile(id).map(profile -> List.of(profile.fields(), profile.environment())))
        .isEqualTo(expected.profile.map(update -> List.of(update.fields(), update.environment())));
    assertThat(actual.profile(id).map(profile -> profile.timestampMillis()))
        .isEqualTo(expected.profile.map(UpdateProfile::timestampMillis));
    Map<IncarnationId, HandleModel.Pair> pairs = model.pairs(id);
    pairs.forEach(
        (other, pair) -> {
          ModelSession session = model.session(pair);
          assertThat(actual.session(id, other))
              .isEqualTo(
                  session.status(now).isEnded() ? Optional.empty() : Optional.of(session.id));
          assertThat(actual.session(other, id)).isEqualTo(actual.session(id, other));
          assertThat(actual.has(id, session.id)).isTrue();
        });
    assertThat(chats(id, actual)).isEqualTo(expected(expected.owner, pairs));
  }

  /** By pages of two, so that the places between them are tried. */
  private static List<Shown> chats(IncarnationId id, HandleReader actual) {
    List<Shown> shown = new ArrayList<>();
    Optional<Bytes> next = Optional.empty();
    do {
      HandleReader.Page<Chat> page = actual.chats(id, next, 2);
      page.items().forEach(chat -> shown.add(shown(chat)));
      next = page.next();
    } while (next.isPresent());
    return shown;
  }

  private static Shown shown(Chat chat) {
    return new Shown(
        chat.session().id(), chat.otherId(), chat.lastMillis(), chat.unread(), chat.blocked());
  }

  private List<Shown> expected(ParticipantId owner, Map<IncarnationId, HandleModel.Pair> pairs) {
    return pairs.entrySet().stream()
        .map(entry -> expected(owner, entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.<Shown>comparingLong(chat -> -chat.lastMillis())
                .thenComparing(chat -> chat.other().bytes()))
        .toList();
  }

  private Shown expected(ParticipantId owner, IncarnationId other, HandleModel.Pair pair) {
    ModelSession session = model.session(pair);
    long read = session.marks(owner).read();
    long unread =
        session.purged
            ? 0
            : session.messages.stream()
                .skip(read)
                .filter(sent -> !sent.sender().equals(owner))
                .count();
    long last =
        session.messages.isEmpty() ? session.created : session.messages.getLast().acceptedMillis();
    boolean blocked =
        Optional.ofNullable(pair.blocks().get(owner)).filter(done -> done.blocked()).isPresent();
    return new Shown(session.id, other, last, unread, blocked);
  }

  private void handlesOf(TestIdentity person, HandleReader actual) {
    List<HandleName> names =
        actual.handles(person.participant(), Optional.empty(), 10).items().stream()
            .map(OwnerHandle::name)
            .toList();
    assertThat(names).isEqualTo(model.names(person.participant()));
  }
}
