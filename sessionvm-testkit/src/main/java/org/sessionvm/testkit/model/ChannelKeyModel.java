package org.sessionvm.testkit.model;

import static org.sessionvm.testkit.model.ChannelModel.MALFORMED;
import static org.sessionvm.testkit.model.ChannelModel.STRANGER;
import static org.sessionvm.testkit.model.ChannelModel.refuse;
import static org.sessionvm.testkit.model.ChannelModel.unless;
import static org.sessionvm.testkit.model.ChannelModel.when;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.testkit.model.ChainModel.Signature;
import org.sessionvm.testkit.model.ModelChannel.Given;
import org.sessionvm.transaction.ChannelKeyEntry;
import org.sessionvm.transaction.GiveChannelKey;

/** What the model makes of keys of channels. */
final class ChannelKeyModel {
  private ChannelKeyModel() {}

  static Answer examine(ChannelModel model, GiveChannelKey give, Signature signature) {
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
    return model.examine(
        give.channel(),
        give.author(),
        signature,
        Optional.ofNullable(model.places.get(give.channel()))
            .filter(place -> isGiven(place, give))
            .map(place -> given(place, give)),
        place ->
            unless(
                refuse(place, give.author(), ChannelRole.ADMIN)
                    .or(() -> refuseGeneration(place, give))
                    .or(() -> when(isAmiss(place, give), MALFORMED))));
  }

  private static boolean isGiven(ModelChannel place, GiveChannelKey give) {
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

  private static boolean isProved(ModelChannel.Key key, GiveChannelKey give) {
    return give.proof().size() == 0
        || (key.author.equals(give.author()) && key.proof.equals(give.proof()));
  }

  private static Outcome given(ModelChannel place, GiveChannelKey give) {
    boolean pending = place.pending().isPresent() && give.generation() == place.keys.size();
    return new Outcome.ChannelKeyGiven(
        give.channel(), give.generation(), pending ? place.missing() : 0);
  }

  private static Optional<Answer> refuseGeneration(ModelChannel place, GiveChannelKey give) {
    if (give.generation() == place.keys.size() + 1) {
      return when(
          give.entries().stream().noneMatch(entry -> entry.member().equals(give.author())),
          MALFORMED);
    }
    if (give.proof().size() > 0) {
      return Optional.of(MALFORMED);
    }
    Optional<ModelChannel.Key> pending =
        place.pending().filter(_ -> give.generation() == place.keys.size());
    if (pending.isPresent()) {
      return when(!pending.get().author.equals(give.author()), STRANGER);
    }
    return give.generation() > place.current()
        ? Optional.of(MALFORMED)
        : when(!place.has(give.author(), give.generation()), STRANGER);
  }

  private static boolean isAmiss(ModelChannel place, GiveChannelKey give) {
    return give.entries().stream()
        .anyMatch(
            entry ->
                !place.members.containsKey(entry.member())
                    || place.has(entry.member(), give.generation()));
  }

  static Outcome apply(ChannelModel model, GiveChannelKey give) {
    ModelChannel place = model.place(give.channel());
    if (give.generation() > place.keys.size()) {
      place.pending().ifPresent(key -> key.givenUp = true);
      place.keys.add(new ModelChannel.Key(give.author(), give.proof()));
    }
    ModelChannel.Key key = place.keys.get((int) give.generation() - 1);
    for (ChannelKeyEntry entry : give.entries()) {
      key.entries.put(entry.member(), new Given(give.author(), entry.wrappedKey()));
    }
    place.settle();
    return given(place, give);
  }
}
