package org.sessionvm.crypto.identity;

import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlKemPublicKey;

/** An ML-KEM-768 secret key, from its seed or expanded. */
final class DecapsulationKey implements AutoCloseable {
  static final int SEED_BYTES = 64;
  static final int EXPANDED_BYTES = 2400;
  static final int CIPHERTEXT_BYTES = 1088;

  private final MLKEMPrivateKeyParameters key;

  /** Copies {@code secret}; refuses one whose hash of the public key does not fit. */
  DecapsulationKey(byte[] secret) {
    this.key = new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, secret);
  }

  MlKemPublicKey publicKey() {
    return new MlKemPublicKey(Bytes.wrap(key.getPublicKey()));
  }

  byte[] decapsulate(Bytes ciphertext) {
    if (ciphertext.size() != CIPHERTEXT_BYTES) {
      throw new IllegalArgumentException(
          "an ML-KEM-768 ciphertext has %d bytes, not %d"
              .formatted(CIPHERTEXT_BYTES, ciphertext.size()));
    }
    return new MLKEMExtractor(key).extractSecret(ciphertext.unsafeArray());
  }

  @Override
  public void close() {
    key.destroy();
  }
}
