package org.sessionvm.crypto.provider;

import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.sessionvm.primitives.Bytes;

/** Signs from a seed or from an expanded key. */
final class BouncyCastleSigningKey implements SigningKey {
  private static final int ETA = 4;

  /** After rho (32), K (32) and tr (64) come the 5 + 6 polynomials of s1 and s2, 128 bytes each. */
  private static final int SHORT_VECTORS_OFFSET = 128;

  private static final int SHORT_VECTORS_END = SHORT_VECTORS_OFFSET + 11 * 128;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final MLDSAPrivateKeyParameters key;

  BouncyCastleSigningKey(byte[] secret) {
    if (secret.length != SEED_BYTES && secret.length != EXPANDED_BYTES) {
      throw new IllegalArgumentException(
          "an ML-DSA-65 secret has %d or %d bytes, not %d"
              .formatted(SEED_BYTES, EXPANDED_BYTES, secret.length));
    }
    if (secret.length == EXPANDED_BYTES && !shortVectorsAreShort(secret)) {
      throw new IllegalArgumentException("not an ML-DSA-65 secret: a coefficient is out of range");
    }
    this.key = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, secret);
  }

  /**
   * Whether every coefficient of s1 and s2 is from -4 to 4, which the library does not ask. Each is
   * 4 minus a half byte (FIPS 204, algorithm 25). Looks at all of them whatever it finds.
   */
  private static boolean shortVectorsAreShort(byte[] expanded) {
    int tooLarge = 0;
    for (int i = SHORT_VECTORS_OFFSET; i < SHORT_VECTORS_END; i++) {
      tooLarge |= (2 * ETA - (expanded[i] & 0x0f)) >> 31;
      tooLarge |= (2 * ETA - ((expanded[i] >> 4) & 0x0f)) >> 31;
    }
    return tooLarge == 0;
  }

  @Override
  public Bytes sign(Bytes message) {
    return sign(message, RANDOM);
  }

  /** Signs with the 32 bytes that {@code random} gives as the hedging input of FIPS 204. */
  Bytes sign(Bytes message, SecureRandom random) {
    MLDSASigner signer = new MLDSASigner();
    // Without a random source the library signs deterministically.
    signer.init(true, new ParametersWithRandom(key, random));
    signer.update(message.unsafeArray(), 0, message.size());
    try {
      return Bytes.wrap(signer.generateSignature());
    } catch (CryptoException e) {
      throw new IllegalStateException("signing failed", e);
    }
  }

  @Override
  public void close() {
    key.destroy();
  }
}
