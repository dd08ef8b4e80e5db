package org.sessionvm.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;

/**
 * The keys of people, each asked for once: their hash is the id, so that they never change and the
 * node cannot name others. Any thread may use it.
 */
final class KnownIdentities {
  /** Most that are kept: the members of the largest channel, and as many who have left. */
  private static final int IDENTITIES_MAX = 2_048;

  private final SessionClient client;
  private final Map<ParticipantId, IdentityKeys> known = new LinkedHashMap<>();

  KnownIdentities(SessionClient client) {
    this.client = client;
  }

  /** Nothing where the node has none, or other ones. */
  Optional<IdentityKeys> find(ParticipantId id) {
    Optional<IdentityKeys> found = kept(id);
    return found.isPresent() ? found : ask(id);
  }

  /** Throws {@link ClientException.UnprovedKeys} where there are none. */
  IdentityKeys require(ParticipantId id) {
    return find(id).orElseThrow(() -> new ClientException.UnprovedKeys(id));
  }

  private Optional<IdentityKeys> ask(ParticipantId id) {
    try {
      IdentityKeys keys = client.getIdentity(id);
      keep(id, keys);
      return Optional.of(keys);
    } catch (ClientException.UnknownSession | ClientException.ProtocolViolation _) {
      // Forgotten by the chain, or somebody else's.
      return Optional.empty();
    }
  }

  private synchronized Optional<IdentityKeys> kept(ParticipantId id) {
    return Optional.ofNullable(known.get(id));
  }

  private synchronized void keep(ParticipantId id, IdentityKeys keys) {
    if (known.size() == IDENTITIES_MAX) {
      known.remove(known.keySet().iterator().next());
    }
    known.put(id, keys);
  }
}
