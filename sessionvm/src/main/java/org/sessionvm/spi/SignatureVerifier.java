package org.sessionvm.spi;

import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

/**
 * Checks ML-DSA-65 signatures. The verdict is consensus: two implementations must agree on every
 * input, however malformed. Must be safe to call from any thread.
 */
public interface SignatureVerifier {
  /**
   * Whether {@code signature} is a pure ML-DSA-65 signature with the empty context (FIPS 204,
   * algorithm 3) of {@code message} under {@code key}; false for a signature of any wrong length.
   */
  boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature);
}
