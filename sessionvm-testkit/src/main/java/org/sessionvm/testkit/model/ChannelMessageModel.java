package org.sessionvm.testkit.model;

import static org.sessionvm.testkit.model.ChannelModel.MALFORMED;
import static org.sessionvm.testkit.model.ChannelModel.STRANGER;
import static org.sessionvm.testkit.model.ChannelModel.limit;
import static org.sessionvm.testkit.model.ChannelModel.refuse;
import static org.sessionvm.testkit.model.ChannelModel.unless;
import static org.sessionvm.testkit.model.ChannelModel.when;

import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.state.ChannelRole;
import org.sessionvm.testkit.model.ChainModel.Signature;
import org.sessionvm.testkit.model.ModelChannel.Said;
import org.sessionvm.transaction.DeleteChannelMessage;
import org.sessionvm.transaction.SendChannelMessage;

/** What the model makes of messages in channels. */
final class ChannelMessageModel {
  private ChannelMessageModel() {}

  static Answer examine(
      ChannelModel model, SendChannelMessage send, TransactionId id, Signature signature) {
    if (send.keyGeneration() < 1) {
      return MALFORMED;
    }
    Optional<Outcome> before = Optional.empty();
    ModelChannel found = model.places.get(send.channel());
    for (int i = 0; found != null && i < found.messages.size(); i++) {
      if (found.messages.get(i).id.equals(id)) {
        before = Optional.of(new Outcome.ChannelMessageAccepted(send.channel(), i));
      }
    }
    return model.examine(
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
                                    > model.chain.rules().limits().ciphertextBytesMax(),
                                limit("ciphertextBytesMax")))
                    .or(
                        () ->
                            when(
                                place.messages.size()
                                    >= model.chain.rules().messagesPerSessionMax(),
                                limit("maxMessages")))));
  }

  /** Whether somebody who is out has the key, or the sender has not. */
  private static boolean isUnsendable(ModelChannel place, SendChannelMessage send) {
    return send.keyGeneration() != place.current()
        || place.keys.get(place.current() - 1).leaked
        || !place.has(send.sender(), send.keyGeneration());
  }

  static Answer examine(
      ChannelModel model, DeleteChannelMessage delete, Signature signature, long now) {
    if (delete.sequence() < 0) {
      return MALFORMED;
    }
    Optional<Said> said =
        Optional.ofNullable(model.places.get(delete.channel()))
            .filter(place -> delete.sequence() < place.messages.size())
            .map(place -> place.messages.get((int) delete.sequence()));
    boolean own = said.filter(one -> one.message.sender().equals(delete.sender())).isPresent();
    return model.examine(
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

  static Outcome apply(ChannelModel model, SendChannelMessage send, TransactionId id, long now) {
    ModelChannel place = model.place(send.channel());
    place.messages.add(new Said(id, send, now, now + model.chain.retention()));
    return new Outcome.ChannelMessageAccepted(send.channel(), place.messages.size() - 1);
  }

  static Outcome apply(ChannelModel model, DeleteChannelMessage delete) {
    model.place(delete.channel()).messages.get((int) delete.sequence()).deleted = true;
    return new Outcome.ChannelMessageDeleted(delete.channel(), delete.sequence());
  }
}
