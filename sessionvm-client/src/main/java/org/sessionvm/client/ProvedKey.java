package org.sessionvm.client;

import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.crypto.envelope.KeyGenerationId;
import org.sessionvm.crypto.envelope.SharedKeyEnvelope;
import org.sessionvm.crypto.envelope.SharedSecret;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;

/**
 * A key of a session or channel that its author has signed for. Holds the secret wrapped: it is
 * unwrapped for each use and wiped after it.
 */
record ProvedKey(KeyGenerationId id, Bytes wrapped) {
  Bytes encrypt(Identity sender, byte[] plaintext) {
    try (SharedSecret secret = SharedSecret.unwrap(sender, id, wrapped)) {
      return SharedKeyEnvelope.encrypt(secret, id.generation(), sender.participant(), plaintext);
    } catch (DecryptionException e) {
      throw notOpened(e);
    }
  }

  static IllegalStateException notOpened(DecryptionException cause) {
    return new IllegalStateException("a key that was opened before does not open", cause);
  }

  /** The plaintext, which the caller wipes. */
  byte[] decrypt(Identity reader, ParticipantId sender, Bytes ciphertext)
      throws DecryptionException {
    try (SharedSecret secret = SharedSecret.unwrap(reader, id, wrapped)) {
      return SharedKeyEnvelope.decrypt(secret, id.generation(), sender, ciphertext);
    }
  }
}
