package org.sessionvm.launcher.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sessionvm.crypto.tls.TlsIdentity;

/** From when to when a certificate is good. */
public record CertificateDates(Instant notBefore, Instant notAfter) {
  /** So long before a certificate expires somebody should look. */
  public static final Duration WARN_BEFORE = Duration.ofDays(14);

  static CertificateDates of(TlsIdentity identity) {
    return new CertificateDates(identity.notBefore(), identity.notAfter());
  }

  /** What somebody should look at, if anything. */
  public Optional<String> problem(Instant now) {
    if (now.isBefore(notBefore)) {
      return Optional.of("is not good before " + notBefore);
    }
    if (!now.isBefore(notAfter)) {
      return Optional.of("has expired at " + notAfter);
    }
    return now.isBefore(notAfter.minus(WARN_BEFORE))
        ? Optional.empty()
        : Optional.of("expires at " + notAfter);
  }
}
