package org.sessionvm.primitives;

import org.sessionvm.spi.Hashing;

/** The two public keys that make an identity. */
public record IdentityKeys(MlKemPublicKey kem, MlDsaPublicKey dsa) {
  /** Length of both keys together. */
  public static final int BYTES = MlKemPublicKey.BYTES + MlDsaPublicKey.BYTES;

  /** Splits the 3136 bytes of an ML-KEM-768 key followed by an ML-DSA-65 key. */
  public static IdentityKeys fromBytes(Bytes bytes) {
    if (bytes.size() != BYTES) {
      throw new IllegalArgumentException(
          "an identity's keys have " + BYTES + " bytes, not " + bytes.size());
    }
    return new IdentityKeys(
        new MlKemPublicKey(bytes.slice(0, MlKemPublicKey.BYTES)),
        new MlDsaPublicKey(bytes.slice(MlKemPublicKey.BYTES, BYTES)));
  }

  /** The ML-KEM-768 key followed by the ML-DSA-65 key. */
  public Bytes toBytes() {
    return kem.bytes().concat(dsa.bytes());
  }

  /** The identity that these keys prove: BLAKE2b-256 over both. */
  public ParticipantId participant(Hashing hashing) {
    return new ParticipantId(hashing.blake2b256(kem.bytes(), dsa.bytes()));
  }
}
