package org.sessionvm.crypto.provider;

import java.security.GeneralSecurityException;
import java.util.List;

/** The providers that every verdict is checked on. */
public final class Providers {
  private Providers() {}

  public static List<SignatureProvider> all() {
    try {
      return List.of(new BouncyCastleProvider(), ConscryptProvider.open());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
