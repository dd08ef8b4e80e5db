package org.sessionvm.transaction;

import java.util.Optional;
import org.sessionvm.execution.Rejection;
import org.sessionvm.execution.StateContext;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.state.Identities;

/** Whether the key entries of a creation are what their participants' ids say. */
final class SessionKeys {
  private SessionKeys() {}

  static Optional<Rejection> check(StateContext context, CreateSession creation) {
    if (context.rules().isOpen()) {
      return creation.publicKeys().size() > context.rules().limits().participantsMax()
          ? malformed("has more entries than a session may have participants")
          : oversized(creation);
    }
    if (creation.publicKeys().size() != creation.participants().size()) {
      return malformed("must have one entry for each participant");
    }
    for (int i = 0; i < creation.publicKeys().size(); i++) {
      Optional<Rejection> rejection =
          check(context, i, creation.participants().get(i), creation.publicKeys().get(i));
      if (rejection.isPresent()) {
        return rejection;
      }
    }
    return Optional.empty();
  }

  private static Optional<Rejection> check(
      StateContext context, int index, ParticipantId participant, Bytes entry) {
    try {
      return switch (entry.size()) {
        case IdentityKeys.BYTES ->
            IdentityKeys.fromBytes(entry).participant(context.hashing()).equals(participant)
                ? Optional.empty()
                : entry(index, "is not the participant's");
        case MlKemPublicKey.BYTES -> checkKem(context, index, participant, entry);
        default ->
            entry(
                index,
                "must have " + IdentityKeys.BYTES + " or " + MlKemPublicKey.BYTES + " bytes");
      };
    } catch (IllegalArgumentException e) {
      return entry(index, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Rejection> checkKem(
      StateContext context, int index, ParticipantId participant, Bytes entry) {
    MlKemPublicKey key = new MlKemPublicKey(entry);
    return Identities.find(context.state(), participant)
            .filter(keys -> !keys.kem().equals(key))
            .isPresent()
        ? entry(index, "is not the participant's")
        : Optional.empty();
  }

  /** An open chain stores what it is given, but a block must be able to hold it. */
  private static Optional<Rejection> oversized(CreateSession creation) {
    for (int i = 0; i < creation.publicKeys().size(); i++) {
      if (creation.publicKeys().get(i).size() > IdentityKeys.BYTES) {
        return entry(i, "has more than " + IdentityKeys.BYTES + " bytes");
      }
    }
    return Optional.empty();
  }

  private static Optional<Rejection> entry(int index, String reason) {
    return Optional.of(Rejection.malformed("publicKeys[" + index + "]", reason));
  }

  private static Optional<Rejection> malformed(String reason) {
    return Optional.of(Rejection.malformed("publicKeys", reason));
  }
}
