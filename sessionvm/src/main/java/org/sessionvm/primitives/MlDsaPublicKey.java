package org.sessionvm.primitives;

/**
 * An ML-DSA-65 public key in the encoding of FIPS 204, section 7.2, in which any 1952 bytes decode.
 *
 * @param bytes 1952 bytes
 */
public record MlDsaPublicKey(Bytes bytes) {
  public static final int BYTES = 1952;

  /** Length of a signature under such a key. */
  public static final int SIGNATURE_BYTES = 3309;

  public MlDsaPublicKey {
    if (bytes.size() != BYTES) {
      throw new IllegalArgumentException(
          "an ML-DSA-65 public key has " + BYTES + " bytes, not " + bytes.size());
    }
  }
}
