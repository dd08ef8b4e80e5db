package org.sessionvm.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.crypto.envelope.KeyGenerationId;
import org.sessionvm.crypto.envelope.SharedSecret;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChainId;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.transaction.WrappedKey;

/**
 * What stands in the wrapped keys of one key of a session. Each begins with the secret wrapped for
 * its participant (1160 bytes); after that comes, in pieces as equal as can be and in the session's
 * order, {@link KeyProof#sign}, which does not fit into one wrapped key beside the secret.
 */
record KeyRotation(ChainId chain, KeyGenerationId id) {
  /** A session of one has no room for the signature, and nobody to share a secret with. */
  static final int PARTICIPANTS_MIN = 2;

  /** Wraps a fresh secret for everyone; the author is among them. */
  List<WrappedKey> entries(Identity author, Map<ParticipantId, MlKemPublicKey> recipients) {
    List<WrappedKey> entries = new ArrayList<>();
    try (SharedSecret secret = SharedSecret.generate(id.scope())) {
      Bytes signature = proof().sign(author, secret);
      recipients.forEach(
          (recipient, key) ->
              entries.add(
                  new WrappedKey(
                      recipient,
                      key.bytes(),
                      secret
                          .wrap(id, recipient, key)
                          .concat(piece(signature, entries.size(), recipients.size())))));
    }
    return List.copyOf(entries);
  }

  /**
   * The secret as it is wrapped for {@code reader}, if the author has signed for what is in it.
   *
   * @param own the place of the reader among the entries
   */
  Optional<Bytes> proved(
      List<WrappedKey> entries,
      int own,
      Identity reader,
      IdentityKeys author,
      SignatureVerifier verifier) {
    Bytes signature = Bytes.EMPTY;
    for (WrappedKey entry : entries) {
      if (entry.wrappedKey().size() < SharedSecret.WRAPPED_BYTES) {
        return Optional.empty();
      }
      signature = signature.concat(afterSecret(entry.wrappedKey()));
    }
    Bytes wrapped = entries.get(own).wrappedKey().slice(0, SharedSecret.WRAPPED_BYTES);
    if (signature.size() != MlDsaPublicKey.SIGNATURE_BYTES) {
      return Optional.empty();
    }
    try (SharedSecret secret = SharedSecret.unwrap(reader, id, wrapped)) {
      return proof().isBy(author, secret, signature, verifier)
          ? Optional.of(wrapped)
          : Optional.empty();
    } catch (DecryptionException _) {
      return Optional.empty();
    }
  }

  private KeyProof proof() {
    return new KeyProof(chain, id);
  }

  private static Bytes afterSecret(Bytes wrappedKey) {
    return wrappedKey.slice(SharedSecret.WRAPPED_BYTES, wrappedKey.size());
  }

  private static Bytes piece(Bytes signature, int place, int count) {
    return signature.slice(
        place * signature.size() / count, (place + 1) * signature.size() / count);
  }
}
