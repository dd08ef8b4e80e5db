package org.sessionvm.crypto.provider;

import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

/** A library that signs and verifies with ML-DSA-65. Safe to call from any thread. */
public interface SignatureProvider {
  /** Lower-case name for logs, health and settings. */
  String name();

  /**
   * Whether {@code signature} is a pure ML-DSA-65 signature with the empty context (FIPS 204,
   * algorithm 3) of {@code message} under {@code key}. Never throws: whatever a library makes of
   * malformed input is false.
   */
  boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature);

  /**
   * A key to sign with. The caller keeps {@code secret}, which is copied, and wipes it.
   *
   * @param secret the 32-byte seed ξ of FIPS 204, algorithm 1, or the 4032 bytes of an expanded key
   * @throws IllegalArgumentException when the secret has another length or is inconsistent
   */
  SigningKey signingKey(byte[] secret);
}
