package org.sessionvm.verification;

import java.io.Serial;

/** So many signatures wait to be checked that no more are taken; the caller may try again. */
public final class VerificationOverloadException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int queueMax;

  public VerificationOverloadException(int queueMax) {
    super("more than " + queueMax + " signatures wait to be checked");
    this.queueMax = queueMax;
  }

  /** Most checks that may wait. */
  public int queueMax() {
    return queueMax;
  }
}
