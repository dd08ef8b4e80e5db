package org.sessionvm.testkit.model;

import java.util.List;
import java.util.Optional;
import org.sessionvm.execution.Outcome;
import org.sessionvm.execution.RejectionCode;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.TransactionId;
import org.sessionvm.testkit.model.ChainModel.Act;
import org.sessionvm.testkit.model.ChainModel.Signature;
import org.sessionvm.testkit.model.ModelSession.Rotated;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.WrappedKey;

/** What the model makes of keys of sessions. */
final class KeyModel {
  private static final int KEM_BYTES = 1_184;

  private KeyModel() {}

  static Answer examine(
      ChainModel model,
      RotateSessionKey rotation,
      TransactionId id,
      Signature signature,
      long now) {
    boolean wrong =
        model
            .session(rotation.session(), now)
            .filter(session -> !fits(session, rotation.entries()))
            .isPresent();
    if (wrong) {
      return ChainModel.refused(RejectionCode.MALFORMED);
    }
    return model.examine(
        new Act(rotation.session(), rotation.participant(), signature, now),
        session -> earlier(session, id),
        session -> limit(model, session, rotation, now),
        false);
  }

  private static boolean fits(ModelSession session, List<WrappedKey> entries) {
    List<ParticipantId> participants = session.creation.participants();
    if (!entries.stream().map(WrappedKey::participant).toList().equals(participants)) {
      return false;
    }
    List<Bytes> named = session.creation.publicKeys();
    for (int i = 0; i < entries.size(); i++) {
      if (i >= named.size()
          || named.get(i).size() < KEM_BYTES
          || !named.get(i).slice(0, KEM_BYTES).equals(entries.get(i).publicKey())
          || entries.get(i).wrappedKey().size() == 0) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Outcome> earlier(ModelSession session, TransactionId id) {
    for (int i = 0; i < session.rotations.size(); i++) {
      if (session.rotations.get(i).id().equals(id)) {
        return Optional.of(new Outcome.SessionKeyRotated(session.id, i + 1));
      }
    }
    return Optional.empty();
  }

  private static String limit(
      ChainModel model, ModelSession session, RotateSessionKey rotation, long now) {
    return !session.rotations.isEmpty() && model.staysPending(session, rotation.participant(), now)
        ? "pendingKeyGenerationsMax"
        : "";
  }

  static Outcome apply(ChainModel model, RotateSessionKey rotation, TransactionId id) {
    ModelSession session = model.sign(rotation.session(), rotation.participant());
    List<Bytes> wrapped = rotation.entries().stream().map(WrappedKey::wrappedKey).toList();
    session.rotations.add(new Rotated(id, rotation.participant(), wrapped));
    return new Outcome.SessionKeyRotated(session.id, session.rotations.size());
  }
}
