package org.sessionvm.crypto.identity;

import java.util.Arrays;
import java.util.function.Function;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.sessionvm.crypto.provider.SignatureProvider;
import org.sessionvm.crypto.provider.SigningKey;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

/**
 * Where the two secrets lie in an identity's exported secret; its length tells which form it is.
 */
final class SecretParts {
  static final int SEEDS_BYTES = DecapsulationKey.SEED_BYTES + SigningKey.SEED_BYTES;
  static final int EXPANDED_BYTES = DecapsulationKey.EXPANDED_BYTES + SigningKey.EXPANDED_BYTES;

  private final byte[] secret;
  private final int kemBytes;

  private SecretParts(byte[] secret, int kemBytes) {
    this.secret = secret;
    this.kemBytes = kemBytes;
  }

  static SecretParts of(byte[] secret) {
    return switch (secret.length) {
      case SEEDS_BYTES -> new SecretParts(secret, DecapsulationKey.SEED_BYTES);
      case EXPANDED_BYTES -> new SecretParts(secret, DecapsulationKey.EXPANDED_BYTES);
      default ->
          throw new IllegalArgumentException(
              "an identity's secret has %d or %d bytes, not %d"
                  .formatted(SEEDS_BYTES, EXPANDED_BYTES, secret.length));
    };
  }

  static byte[] join(byte[] kem, byte[] dsa) {
    byte[] joined = Arrays.copyOf(kem, kem.length + dsa.length);
    System.arraycopy(dsa, 0, joined, kem.length, dsa.length);
    return joined;
  }

  boolean areSeeds() {
    return secret.length == SEEDS_BYTES;
  }

  DecapsulationKey decapsulationKey() {
    return lend(0, kemBytes, DecapsulationKey::new);
  }

  SigningKey signingKey(SignatureProvider provider) {
    return lend(kemBytes, secret.length, provider::signingKey);
  }

  MlDsaPublicKey dsaPublicKey() {
    return lend(kemBytes, secret.length, SecretParts::dsaPublicKey);
  }

  private static MlDsaPublicKey dsaPublicKey(byte[] dsaSecret) {
    MLDSAPrivateKeyParameters key =
        new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, dsaSecret);
    try {
      return new MlDsaPublicKey(Bytes.wrap(key.getPublicKey()));
    } finally {
      key.destroy();
    }
  }

  /** Passes on a copy of one part and wipes it. */
  private <T> T lend(int from, int to, Function<byte[], T> use) {
    byte[] part = Arrays.copyOfRange(secret, from, to);
    try {
      return use.apply(part);
    } finally {
      Arrays.fill(part, (byte) 0);
    }
  }
}
