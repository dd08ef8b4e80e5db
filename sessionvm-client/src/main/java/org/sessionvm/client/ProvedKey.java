package org.sessionvm.client;

import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.crypto.envelope.KeyGenerationId;
import org.sessionvm.crypto.envelope.SessionKeyEnvelope;
import org.sessionvm.crypto.envelope.SessionSecret;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;

/**
 * A key of a session that its author has signed for. Holds the secret wrapped: it is unwrapped for
 * each use and wiped after it.
 */
record ProvedKey(KeyGenerationId id, Bytes wrapped) {
  Bytes encrypt(Identity sender, byte[] plaintext) {
    try (SessionSecret secret = SessionSecret.unwrap(sender, id, wrapped)) {
      return SessionKeyEnvelope.encrypt(
          secret, id.session(), id.generation(), sender.participant(), plaintext);
    } catch (DecryptionException e) {
      throw new IllegalStateException("a key that was opened before does not open", e);
    }
  }

  /** The plaintext, which the caller wipes. */
  byte[] decrypt(Identity reader, ParticipantId sender, Bytes ciphertext)
      throws DecryptionException {
    try (SessionSecret secret = SessionSecret.unwrap(reader, id, wrapped)) {
      return SessionKeyEnvelope.decrypt(secret, id.session(), id.generation(), sender, ciphertext);
    }
  }
}
