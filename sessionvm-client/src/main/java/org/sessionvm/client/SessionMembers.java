package org.sessionvm.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.spi.Hashing;

/** Who takes part in a session, and the keys that prove themselves. Any thread may use it. */
final class SessionMembers {
  private static final Hashing HASHING = new Blake2bHashing();

  private final SessionClient client;
  private final Identity self;
  private volatile Snapshot snapshot;

  /** The session when it was last asked for, and the keys that prove themselves in it. */
  private record Snapshot(SessionState state, Map<ParticipantId, Optional<IdentityKeys>> keys) {
    boolean hasUnprovedKeys() {
      return keys.values().stream().anyMatch(Optional::isEmpty);
    }
  }

  SessionMembers(SessionClient client, Identity self, SessionState state) {
    this.client = client;
    this.self = self;
    if (!state.participants().contains(self.participant())) {
      throw new ClientException.Unauthorized("not a participant of the session", Optional.empty());
    }
    this.snapshot = snapshot(state);
  }

  SessionState state() {
    return snapshot.state();
  }

  int count() {
    return state().participants().size();
  }

  /** Asks the node anew. The participants of a session never change: other ones are a lie. */
  SessionState refresh() {
    SessionState state = client.getSession(snapshot.state().id());
    if (!state.participants().equals(snapshot.state().participants())) {
      throw new ClientException.ProtocolViolation("a session's participants have changed");
    }
    snapshot = snapshot(state);
    return state;
  }

  /** Of each participant, in the session's order; asks anew while somebody is not proved. */
  Map<ParticipantId, Optional<IdentityKeys>> keys() {
    if (snapshot.hasUnprovedKeys()) {
      refresh();
    }
    return snapshot.keys();
  }

  /**
   * The keys to encrypt to, in the session's order.
   *
   * @throws ClientException.UnprovedKeys when those of one participant are not proved
   */
  Map<ParticipantId, MlKemPublicKey> encryptionKeys() {
    Map<ParticipantId, MlKemPublicKey> keys = new LinkedHashMap<>();
    keys()
        .forEach(
            (participant, proved) ->
                keys.put(
                    participant,
                    proved.orElseThrow(() -> new ClientException.UnprovedKeys(participant)).kem()));
    return keys;
  }

  /** One's own keys are known here, whatever the node says of them. */
  private Snapshot snapshot(SessionState state) {
    Map<ParticipantId, Optional<IdentityKeys>> keys =
        new LinkedHashMap<>(ParticipantKeys.of(state, client, HASHING));
    keys.put(self.participant(), Optional.of(self.keys()));
    return new Snapshot(state, keys);
  }
}
