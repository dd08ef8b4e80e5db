package org.sessionvm.primitives;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4), which every Java runtime has. */
public final class Sha256 {
  private Sha256() {}

  /** The 32-byte hash of the parts, one after the other. */
  public static Bytes hash(Bytes... parts) {
    MessageDigest digest = newDigest();
    for (Bytes part : parts) {
      digest.update(part.unsafeArray());
    }
    return Bytes.wrap(digest.digest());
  }

  /** A digest to feed piece by piece. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
