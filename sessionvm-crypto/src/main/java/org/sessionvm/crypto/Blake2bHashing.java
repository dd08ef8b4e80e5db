package org.sessionvm.crypto;

import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.spi.Hashing;

/** BLAKE2b-256 (RFC 7693, no key). Holds no state, so any thread may use it. */
public final class Blake2bHashing implements Hashing {
  private static final int OUTPUT_BITS = 256;

  @Override
  public Bytes blake2b256(Bytes... parts) {
    Blake2bDigest digest = new Blake2bDigest(OUTPUT_BITS);
    for (Bytes part : parts) {
      digest.update(part.unsafeArray(), 0, part.size());
    }
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return Bytes.wrap(hash);
  }
}
