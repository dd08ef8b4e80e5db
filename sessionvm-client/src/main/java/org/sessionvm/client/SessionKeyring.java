package org.sessionvm.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sessionvm.crypto.envelope.KeyGenerationId;
import org.sessionvm.crypto.envelope.KeyScope;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.transaction.RotateSessionKey;
import org.sessionvm.transaction.WrappedKey;

/**
 * The keys of a session as they are come across, none of which is used before its author's
 * signature was found good. Any thread may use it.
 */
final class SessionKeyring {
  private static final int ROTATIONS_MAX = 3;

  private final SessionClient client;
  private final Identity self;
  private final SessionId session;
  private final KeyScope scope;
  private final SessionMembers members;
  private final SignatureVerifier verifier;
  private final Map<Integer, Optional<ProvedKey>> known = new ConcurrentHashMap<>();
  private volatile @Nullable Newest newest;

  /** The number of the newest key, 0 where there is none, and the key if it proves itself. */
  private record Newest(int generation, Optional<ProvedKey> key) {}

  SessionKeyring(
      SessionClient client, Identity self, SessionMembers members, SignatureVerifier verifier) {
    this.client = client;
    this.self = self;
    this.session = members.state().id();
    this.scope = new KeyScope.OfSession(session);
    this.members = members;
    this.verifier = verifier;
  }

  /** The newest key; none where the session has none, or it does not prove itself. */
  Optional<ProvedKey> newest() {
    Newest asked = newest;
    if (asked == null) {
      Optional<SessionKey> key = client.currentKeys(self, session);
      asked = new Newest(key.map(SessionKey::generation).orElse(0), key.flatMap(this::remember));
      newest = asked;
    }
    return asked.key();
  }

  /** A key by its number; none where it does not prove itself, or there is no such key. */
  Optional<ProvedKey> find(long generation) {
    if (generation < 1 || generation > RotateSessionKey.KEY_GENERATIONS_MAX) {
      return Optional.empty();
    }
    int number = (int) generation;
    Newest asked = newest;
    if (asked != null && number > asked.generation()) {
      // Somebody has given a newer one, which is to be used from now on.
      newest = null;
    }
    Optional<ProvedKey> found = known.get(number);
    return found == null ? fetch(number) : found;
  }

  private Optional<ProvedKey> fetch(int generation) {
    try {
      return remember(client.keyByGeneration(self, session, generation));
    } catch (ClientException.InvalidParameters _) {
      return Optional.empty();
    }
  }

  private Optional<ProvedKey> remember(SessionKey key) {
    Optional<ProvedKey> proved = prove(key);
    known.put(key.generation(), proved);
    return proved;
  }

  private Optional<ProvedKey> prove(SessionKey key) {
    List<ParticipantId> participants = members.state().participants();
    if (!key.entries().stream().map(WrappedKey::participant).toList().equals(participants)) {
      throw new ClientException.ProtocolViolation("a key is not of the session's participants");
    }
    Optional<IdentityKeys> author = members.keys().getOrDefault(key.author(), Optional.empty());
    KeyGenerationId id = new KeyGenerationId(scope, key.generation(), key.author());
    int own = participants.indexOf(self.participant());
    return author
        .flatMap(
            keys ->
                new KeyRotation(client.chainId(), id)
                    .proved(key.entries(), own, self, keys, verifier))
        .map(wrapped -> new ProvedKey(id, wrapped));
  }

  /** Gives the session a new key; its number. */
  int rotate() {
    for (int attempt = 0; attempt < ROTATIONS_MAX; attempt++) {
      int next = client.currentKeys(self, session).map(SessionKey::generation).orElse(0) + 1;
      KeyGenerationId id = new KeyGenerationId(scope, next, self.participant());
      List<WrappedKey> entries =
          new KeyRotation(client.chainId(), id).entries(self, members.encryptionKeys());
      newest = null;
      if (client.rotateSessionKey(self, session, entries) == next) {
        return next;
      }
      // Others were first, so that this one is signed for another number than it got.
    }
    throw new ClientException.NodeUnavailable(
        "others gave the session keys at the same time", Optional.empty());
  }

  /** Asks anew what the newest key is, and whether those that were refused prove themselves now. */
  void forget() {
    newest = null;
    known.values().removeIf(Optional::isEmpty);
  }
}
