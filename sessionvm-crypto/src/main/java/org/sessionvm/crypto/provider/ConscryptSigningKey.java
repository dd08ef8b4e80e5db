package org.sessionvm.crypto.provider;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.security.auth.DestroyFailedException;
import org.sessionvm.primitives.Bytes;

/** Signs from a seed; the library draws the hedging input itself. */
final class ConscryptSigningKey implements SigningKey {
  /** Prefix that makes a PKCS #8 key of the 32-byte seed (RFC 9881, section 6). */
  private static final Bytes SEED_PREFIX =
      Bytes.fromHex("3034020100300b060960864801650304031204228020");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Provider library;
  private final PrivateKey key;

  ConscryptSigningKey(Provider library, KeyFactory factory, byte[] seed) {
    this.library = library;
    byte[] encoded = Arrays.copyOf(SEED_PREFIX.unsafeArray(), SEED_PREFIX.size() + seed.length);
    System.arraycopy(seed, 0, encoded, SEED_PREFIX.size(), seed.length);
    try {
      this.key = factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a seed of ML-DSA-65", e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  @Override
  public Bytes sign(Bytes message) {
    if (key.isDestroyed()) {
      throw new IllegalStateException("the signing key is closed");
    }
    try {
      Signature engine = Signature.getInstance(ConscryptProvider.ALGORITHM, library);
      engine.initSign(key, RANDOM);
      engine.update(message.unsafeArray(), 0, message.size());
      return Bytes.wrap(engine.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  @Override
  public void close() {
    try {
      key.destroy();
    } catch (DestroyFailedException e) {
      throw new IllegalStateException("the library did not wipe the signing key", e);
    }
  }
}
