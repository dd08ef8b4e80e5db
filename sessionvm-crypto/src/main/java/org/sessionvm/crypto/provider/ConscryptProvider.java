package org.sessionvm.crypto.provider;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import org.conscrypt.Conscrypt;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

/**
 * BoringSSL through Conscrypt, with its native library inside the jar. Verifies and signs in less
 * than half of Bouncy Castle's time; knows seeds only, so that an expanded key signs by Bouncy
 * Castle.
 */
public final class ConscryptProvider implements SignatureProvider {
  static final String ALGORITHM = "ML-DSA-65";

  /** Prefix that makes a SubjectPublicKeyInfo of the 1952 raw bytes (RFC 9881, section 4). */
  private static final Bytes PUBLIC_KEY_PREFIX =
      Bytes.fromHex("308207b2300b0609608648016503040312038207a100");

  private final Provider library;
  private final KeyFactory factory;
  private final PublicKeyCache<PublicKey> keys = new PublicKeyCache<>(this::parse);
  // Each object holds native memory: one for every platform thread, of which there are few.
  private final ThreadLocal<Signature> reused = ThreadLocal.withInitial(this::newSignature);
  private final BouncyCastleProvider reference = new BouncyCastleProvider();

  private ConscryptProvider(Provider library) throws GeneralSecurityException {
    this.library = library;
    this.factory = KeyFactory.getInstance(ALGORITHM, library);
  }

  /**
   * Loads the native library.
   *
   * @throws GeneralSecurityException when it lacks the algorithm
   * @throws LinkageError when it is absent or not made for this machine
   */
  public static ConscryptProvider open() throws GeneralSecurityException {
    return new ConscryptProvider(Conscrypt.newProvider());
  }

  @Override
  public String name() {
    return "conscrypt";
  }

  @Override
  public boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature) {
    if (signature.size() != MlDsaPublicKey.SIGNATURE_BYTES) {
      return false;
    }
    try {
      Signature engine = engine();
      engine.initVerify(keys.get(key));
      engine.update(message.unsafeArray(), 0, message.size());
      return engine.verify(signature.unsafeArray());
    } catch (SignatureException refused) {
      reused.remove();
      return false;
    } catch (GeneralSecurityException | RuntimeException unforeseen) {
      // A failure of the library is no verdict on the signature, and the verdict is consensus.
      reused.remove();
      return reference.verify(key, message, signature);
    }
  }

  @Override
  public SigningKey signingKey(byte[] secret) {
    return secret.length == SigningKey.SEED_BYTES
        ? new ConscryptSigningKey(library, factory, secret)
        : reference.signingKey(secret);
  }

  private Signature engine() {
    return Thread.currentThread().isVirtual() ? newSignature() : reused.get();
  }

  private Signature newSignature() {
    try {
      return Signature.getInstance(ALGORITHM, library);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private PublicKey parse(MlDsaPublicKey key) {
    try {
      byte[] encoded = PUBLIC_KEY_PREFIX.concat(key.bytes()).unsafeArray();
      return factory.generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
