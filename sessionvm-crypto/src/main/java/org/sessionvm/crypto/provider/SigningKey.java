package org.sessionvm.crypto.provider;

import org.sessionvm.primitives.Bytes;

/** An ML-DSA-65 secret key. Safe to use from any thread until it is closed. */
public interface SigningKey extends AutoCloseable {
  /** Length of a seed. */
  int SEED_BYTES = 32;

  /** Length of a key expanded from a seed (FIPS 204, section 7.2). */
  int EXPANDED_BYTES = 4032;

  /**
   * The 3309 bytes of a pure signature with the empty context. Always hedged: two signatures of the
   * same message differ, so a fault during one does not reveal the key.
   */
  Bytes sign(Bytes message);

  /** Wipes the secret as far as the library allows. Using the key afterwards throws. */
  @Override
  void close();
}
