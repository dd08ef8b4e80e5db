package org.sessionvm.primitives;

/**
 * An ML-KEM-768 encapsulation key in the encoding of FIPS 203, section 7.2.
 *
 * @param bytes 1184 bytes that pass the standard's modulus check: each of the 768 twelve-bit
 *     coefficients in the first 1152 bytes is below 3329
 */
public record MlKemPublicKey(Bytes bytes) {
  public static final int BYTES = 1184;
  private static final int COEFFICIENT_BYTES = 1152;
  private static final int MODULUS = 3329;

  public MlKemPublicKey {
    if (bytes.size() != BYTES) {
      throw new IllegalArgumentException(
          "an ML-KEM-768 public key has " + BYTES + " bytes, not " + bytes.size());
    }
    if (!coefficientsAreReduced(bytes)) {
      throw new IllegalArgumentException(
          "not an ML-KEM-768 public key: a coefficient is 3329 or more");
    }
  }

  private static boolean coefficientsAreReduced(Bytes bytes) {
    for (int i = 0; i < COEFFICIENT_BYTES; i += 3) {
      int low = bytes.at(i) & 0xff;
      int middle = bytes.at(i + 1) & 0xff;
      int high = bytes.at(i + 2) & 0xff;
      if ((low | (middle & 0x0f) << 8) >= MODULUS || (middle >> 4 | high << 4) >= MODULUS) {
        return false;
      }
    }
    return true;
  }
}
