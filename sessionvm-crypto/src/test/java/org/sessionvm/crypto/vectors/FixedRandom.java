package org.sessionvm.crypto.vectors;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.sessionvm.primitives.Bytes;

/** Gives recorded bytes in order, and fails where more are asked for. */
public final class FixedRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient ByteBuffer rest;

  private FixedRandom(Bytes coins) {
    super(null, null);
    this.rest = ByteBuffer.wrap(coins.unsafeArray());
  }

  public static FixedRandom of(Bytes coins) {
    return new FixedRandom(coins);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    rest.get(bytes);
  }

  /** Whether every byte was used. */
  public boolean isSpent() {
    return !rest.hasRemaining();
  }
}
