package org.sessionvm.testkit.vm;

import java.util.concurrent.atomic.AtomicLong;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.Sha256;
import org.sessionvm.spi.Hashing;
import org.sessionvm.spi.SignatureVerifier;
import org.sessionvm.testkit.property.Gen;

/**
 * Stands in for BLAKE2b and ML-DSA-65 where a test is about everything else: fast, of the same
 * sizes, and forged by anyone. As with hedged signing one message has many valid signatures, all
 * with the same first 32 bytes.
 */
public final class FakeCrypto implements Hashing, SignatureVerifier {
  private static final int TAG_BYTES = 32;

  private final AtomicLong verifications = new AtomicLong();

  @Override
  public Bytes blake2b256(Bytes... parts) {
    return Sha256.hash(parts);
  }

  @Override
  public boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature) {
    verifications.incrementAndGet();
    return signature.size() == MlDsaPublicKey.SIGNATURE_BYTES
        && signature.slice(0, TAG_BYTES).equals(tag(key, message));
  }

  /** How often {@link #verify} was called. */
  public long verifications() {
    return verifications.get();
  }

  /** The identity with this number, always the same. */
  public static TestIdentity identity(int number) {
    Gen gen = new Gen(0x5e55_1000L + number);
    IdentityKeys keys =
        new IdentityKeys(kemKey(gen), new MlDsaPublicKey(gen.bytes(MlDsaPublicKey.BYTES)));
    return new TestIdentity(
        keys, keys.participant(new FakeCrypto()), message -> sign(keys.dsa(), message, 0));
  }

  /** A valid signature; another {@code salt} gives another one. */
  public static Bytes sign(MlDsaPublicKey key, Bytes message, int salt) {
    byte[] rest = new byte[MlDsaPublicKey.SIGNATURE_BYTES - TAG_BYTES];
    rest[0] = (byte) salt;
    return tag(key, message).concat(Bytes.wrap(rest));
  }

  /** Random bytes that pass as an encapsulation key: every coefficient is below 3329. */
  public static MlKemPublicKey kemKey(Gen gen) {
    byte[] bytes = gen.bytes(MlKemPublicKey.BYTES).toByteArray();
    for (int i = 0; i + 2 < bytes.length; i += 3) {
      // Clears the top bit of both twelve-bit numbers.
      bytes[i + 1] &= 0x77;
      bytes[i + 2] &= 0x7f;
    }
    return new MlKemPublicKey(Bytes.wrap(bytes));
  }

  private static Bytes tag(MlDsaPublicKey key, Bytes message) {
    return Sha256.hash(key.bytes(), message);
  }
}
