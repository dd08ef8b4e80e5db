package org.sessionvm.crypto.envelope;

import java.security.SecureRandom;
import javax.security.auth.DestroyFailedException;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlKemPublicKey;

/**
 * A message for one recipient, in the reference's {@code EncryptToRecipient} bytes: ML-KEM-768
 * ciphertext (1088) ‖ nonce (24) ‖ XChaCha20-Poly1305 of the plaintext under the raw shared secret,
 * without associated data.
 *
 * <p>Says nothing of sender, session or time: the signature of the transaction that carries it
 * does. Its sender cannot read it back.
 */
public final class Envelope {
  /** Length of an ML-KEM-768 ciphertext. */
  public static final int KEM_CIPHERTEXT_BYTES = 1088;

  /** How much longer than its plaintext an envelope is. */
  public static final int OVERHEAD_BYTES = KEM_CIPHERTEXT_BYTES + AeadKey.OVERHEAD_BYTES;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Envelope() {}

  /** Encrypts for the holder of {@code recipient}; the caller keeps and wipes the plaintext. */
  public static Bytes encryptTo(MlKemPublicKey recipient, byte[] plaintext) {
    return encryptTo(recipient, plaintext, RANDOM);
  }

  /** Encrypts with what {@code random} gives: 32 bytes of coins, then the 24 of the nonce. */
  static Bytes encryptTo(MlKemPublicKey recipient, byte[] plaintext, SecureRandom random) {
    return encryptTo(recipient, Bytes.EMPTY, plaintext, random);
  }

  /** As above, bound to {@code associated}, which none of the reference's envelopes is. */
  static Bytes encryptTo(
      MlKemPublicKey recipient, Bytes associated, byte[] plaintext, SecureRandom random) {
    SecretWithEncapsulation encapsulated =
        new MLKEMGenerator(random)
            .generateEncapsulated(
                new MLKEMPublicKeyParameters(
                    MLKEMParameters.ml_kem_768, recipient.bytes().unsafeArray()));
    try (AeadKey key = AeadKey.wrap(encapsulated.getSecret())) {
      Bytes kemCiphertext = Bytes.wrap(encapsulated.getEncapsulation());
      return kemCiphertext.concat(key.seal(associated, plaintext, random));
    } finally {
      destroy(encapsulated);
    }
  }

  /**
   * The plaintext, which the caller wipes.
   *
   * @throws DecryptionException whatever the reason; a changed KEM ciphertext takes the same way as
   *     a changed tag (implicit rejection, FIPS 203, algorithm 18)
   */
  public static byte[] decrypt(Identity recipient, Bytes envelope) throws DecryptionException {
    return decrypt(recipient, Bytes.EMPTY, envelope);
  }

  /** As above, of an envelope that is bound to {@code associated}. */
  static byte[] decrypt(Identity recipient, Bytes associated, Bytes envelope)
      throws DecryptionException {
    if (envelope.size() < OVERHEAD_BYTES) {
      throw new DecryptionException();
    }
    Bytes kemCiphertext = envelope.slice(0, KEM_CIPHERTEXT_BYTES);
    Bytes sealed = envelope.slice(KEM_CIPHERTEXT_BYTES, envelope.size());
    try (AeadKey key = AeadKey.wrap(recipient.decapsulate(kemCiphertext))) {
      return key.open(associated, sealed);
    }
  }

  private static void destroy(SecretWithEncapsulation encapsulated) {
    try {
      encapsulated.destroy();
    } catch (DestroyFailedException e) {
      throw new IllegalStateException("the library did not wipe a shared secret", e);
    }
  }
}
