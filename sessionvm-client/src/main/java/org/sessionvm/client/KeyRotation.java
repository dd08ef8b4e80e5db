package org.sessionvm.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.crypto.envelope.KeyGenerationId;
import org.sessionvm.crypto.envelope.SessionSecret;
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
 * order, one signature of the author (3309 bytes) over the label, the chain, the key's place and
 * the commitment to the secret.
 *
 * <p>A node shows keys without the signature of their transaction, and without one anybody who runs
 * a node could give a session a key of his own. It does not fit into one wrapped key beside the
 * secret.
 */
record KeyRotation(ChainId chain, KeyGenerationId id) {
  /** A session of one has no room for the signature, and nobody to share a secret with. */
  static final int PARTICIPANTS_MIN = 2;

  private static final Bytes LABEL = ByteWriter.utf8("sessionvm.session-key.signature.v1");

  /** Wraps a fresh secret for everyone; the author is among them. */
  List<WrappedKey> entries(Identity author, Map<ParticipantId, MlKemPublicKey> recipients) {
    List<WrappedKey> entries = new ArrayList<>();
    try (SessionSecret secret = SessionSecret.generate()) {
      Bytes signature = author.sign(signingBytes(secret));
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
      if (entry.wrappedKey().size() < SessionSecret.WRAPPED_BYTES) {
        return Optional.empty();
      }
      signature = signature.concat(afterSecret(entry.wrappedKey()));
    }
    Bytes wrapped = entries.get(own).wrappedKey().slice(0, SessionSecret.WRAPPED_BYTES);
    if (signature.size() != MlDsaPublicKey.SIGNATURE_BYTES) {
      return Optional.empty();
    }
    try (SessionSecret secret = SessionSecret.unwrap(reader, id, wrapped)) {
      return verifier.verify(author.dsa(), signingBytes(secret), signature)
          ? Optional.of(wrapped)
          : Optional.empty();
    } catch (DecryptionException _) {
      return Optional.empty();
    }
  }

  private Bytes signingBytes(SessionSecret secret) {
    return new ByteWriter()
        .raw(LABEL)
        .id(chain)
        .raw(id.toBytes())
        .raw(secret.commitment())
        .toBytes();
  }

  private static Bytes afterSecret(Bytes wrappedKey) {
    return wrappedKey.slice(SessionSecret.WRAPPED_BYTES, wrappedKey.size());
  }

  private static Bytes piece(Bytes signature, int place, int count) {
    return signature.slice(
        place * signature.size() / count, (place + 1) * signature.size() / count);
  }
}
