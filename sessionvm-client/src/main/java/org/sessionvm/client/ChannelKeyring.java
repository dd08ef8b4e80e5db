package org.sessionvm.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sessionvm.client.ReceivedMessage.Reason;
import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.crypto.envelope.KeyGenerationId;
import org.sessionvm.crypto.envelope.KeyScope;
import org.sessionvm.crypto.envelope.SharedSecret;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.state.ChannelKey;

/**
 * The keys of a channel as one member has them, none of which is used before its author's signature
 * was found good. Any thread may use it.
 */
final class ChannelKeyring {
  private final SessionClient client;
  private final Identity self;
  private final ChannelId channel;
  private final KnownIdentities identities;
  private final SignatureVerifier verifier;
  private final Map<Integer, ProvedKey> known = new ConcurrentHashMap<>();

  /** A key, or why there is none. */
  sealed interface Lookup {
    record Proved(ProvedKey key) implements Lookup {}

    record Refused(Reason reason) implements Lookup {}
  }

  ChannelKeyring(
      SessionClient client,
      Identity self,
      ChannelId channel,
      KnownIdentities identities,
      SignatureVerifier verifier) {
    this.client = client;
    this.self = self;
    this.channel = channel;
    this.identities = identities;
    this.verifier = verifier;
  }

  /** A key by its number. What is refused is asked for anew the next time. */
  Lookup find(long generation) {
    if (generation < 1 || generation > ChannelKey.GENERATIONS_MAX) {
      return new Lookup.Refused(Reason.UNPROVED_KEY);
    }
    ProvedKey found = known.get((int) generation);
    return found == null ? fetch((int) generation) : new Lookup.Proved(found);
  }

  private Lookup fetch(int generation) {
    try {
      Optional<ProvedKey> proved = prove(client.channels().key(self, channel, generation));
      proved.ifPresent(key -> known.put(generation, key));
      return proved
          .<Lookup>map(Lookup.Proved::new)
          .orElseGet(() -> new Lookup.Refused(Reason.UNPROVED_KEY));
    } catch (ClientException.UnknownSession _) {
      return new Lookup.Refused(Reason.NO_KEY);
    }
  }

  private Optional<ProvedKey> prove(ShownChannelKey shown) {
    KeyGenerationId id =
        new KeyGenerationId(new KeyScope.OfChannel(channel), shown.generation(), shown.author());
    return identities
        .find(shown.author())
        .filter(author -> isProved(shown, id, author))
        .map(_ -> new ProvedKey(id, shown.wrappedKey()));
  }

  private boolean isProved(ShownChannelKey shown, KeyGenerationId id, IdentityKeys author) {
    try (SharedSecret secret = SharedSecret.unwrap(self, id, shown.wrappedKey())) {
      return new KeyProof(client.chainId(), id).isBy(author, secret, shown.proof(), verifier);
    } catch (DecryptionException _) {
      return false;
    }
  }
}
