package org.sessionvm.crypto.tls;

import java.io.Serial;
import java.security.GeneralSecurityException;

/**
 * A certificate or key is not what it should be. The message follows the name of a file ("holds no
 * certificate") and never repeats what is in it.
 */
public final class TlsMaterialException extends GeneralSecurityException {
  @Serial private static final long serialVersionUID = 1L;

  /** With the sentence without its subject. */
  public TlsMaterialException(String problem) {
    super(problem);
  }
}
