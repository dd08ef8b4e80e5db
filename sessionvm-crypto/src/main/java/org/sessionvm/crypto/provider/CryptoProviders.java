package org.sessionvm.crypto.provider;

import java.security.GeneralSecurityException;
import java.util.Optional;

/** Chooses a provider at start. Takes about a tenth of a second unless Bouncy Castle is wanted. */
public final class CryptoProviders {
  private CryptoProviders() {}

  /** A provider that may turn out not to work here. */
  interface Candidate {
    SignatureProvider open() throws GeneralSecurityException;
  }

  /**
   * The provider to use. Never fails: where the native one is absent, does not load, fails its
   * self-test or (with {@link Preference#AUTO}) is slower, the answer is Bouncy Castle and the
   * reason says so.
   */
  public static Selection select(Preference preference) {
    return select(preference, ConscryptProvider::open);
  }

  static Selection select(Preference preference, Candidate candidate) {
    BouncyCastleProvider standard = new BouncyCastleProvider();
    SelfTest.failure(standard)
        .ifPresent(
            failure -> {
              throw new IllegalStateException("bouncycastle fails its self-test: " + failure);
            });
    if (preference == Preference.BOUNCY_CASTLE) {
      return new Selection(standard, "as configured");
    }
    SignatureProvider fast;
    try {
      fast = candidate.open();
    } catch (GeneralSecurityException | LinkageError | RuntimeException e) {
      return new Selection(standard, "conscrypt does not load: " + e);
    }
    return compare(preference, standard, fast);
  }

  private static Selection compare(
      Preference preference, SignatureProvider standard, SignatureProvider fast) {
    Optional<String> failure = SelfTest.failure(fast);
    if (failure.isPresent()) {
      return new Selection(standard, fast.name() + " fails its self-test: " + failure.get());
    }
    if (preference == Preference.CONSCRYPT) {
      return new Selection(fast, "as configured");
    }
    long standardMicros = SelfTest.verificationMicros(standard);
    long fastMicros = SelfTest.verificationMicros(fast);
    String times =
        "%s verifies in %d µs, %s in %d µs"
            .formatted(fast.name(), fastMicros, standard.name(), standardMicros);
    return new Selection(fastMicros < standardMicros ? fast : standard, times);
  }
}
