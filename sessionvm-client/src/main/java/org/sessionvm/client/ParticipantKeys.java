package org.sessionvm.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.spi.Hashing;

/**
 * The keys of a session's participants that prove themselves: their hash is the participant's id,
 * the session holds the same ML-KEM key, and the node says that they are proved. The node's word
 * can take trust away, never give it.
 */
final class ParticipantKeys {
  private ParticipantKeys() {}

  /** For each participant its keys, if they are proved, in the order of the session. */
  static Map<ParticipantId, Optional<IdentityKeys>> of(
      SessionState state, SessionClient client, Hashing hashing) {
    int count = state.participants().size();
    if (state.publicKeys().size() != count || state.proved().size() != count) {
      throw new ClientException.ProtocolViolation("a session's lists differ in length");
    }
    Map<ParticipantId, Optional<IdentityKeys>> keys = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      ParticipantId participant = state.participants().get(i);
      keys.put(
          participant,
          state.proved().get(i)
              ? keys(participant, state.publicKeys().get(i), client, hashing)
              : Optional.empty());
    }
    return keys;
  }

  private static Optional<IdentityKeys> keys(
      ParticipantId participant, Bytes entry, SessionClient client, Hashing hashing) {
    try {
      if (entry.size() == IdentityKeys.BYTES) {
        return Optional.of(IdentityKeys.fromBytes(entry))
            .filter(keys -> keys.participant(hashing).equals(participant));
      }
      return Optional.of(client.getIdentity(participant))
          .filter(keys -> keys.kem().bytes().equals(entry));
    } catch (IllegalArgumentException
        | ClientException.UnknownSession
        | ClientException.InvalidParameters
        | ClientException.ProtocolViolation _) {
      // Keys that are malformed, gone, or somebody else's are no keys.
      return Optional.empty();
    }
  }
}
