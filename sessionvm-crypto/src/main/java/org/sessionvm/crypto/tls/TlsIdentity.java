package org.sessionvm.crypto.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.sessionvm.primitives.Bytes;

/**
 * A certificate with its issuers and its private key, which is never shown. A constructed one
 * works: the key is the certificate's, and both are strong enough for TLS.
 */
public final class TlsIdentity {
  private final PrivateKey key;
  private final List<X509Certificate> chain;

  TlsIdentity(PrivateKey key, List<X509Certificate> chain) throws TlsMaterialException {
    KeyFit.require(key, chain.getFirst().getPublicKey());
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /**
   * Of a chain in PEM, its own certificate first, and a key in PEM.
   *
   * @param password of an encrypted key, which the caller wipes; empty where there is none
   * @throws TlsMaterialException when the key is no key, or another one's
   */
  public static TlsIdentity ofPem(List<X509Certificate> chain, byte[] key, char[] password)
      throws TlsMaterialException {
    return new TlsIdentity(PemPrivateKey.read(key, password), chain);
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** SHA-256 of its own certificate, by which it can be pinned. */
  public Bytes fingerprint() {
    return PinnedCertificates.fingerprint(certificate());
  }

  /** From when on it is good. */
  public Instant notBefore() {
    return chain.stream()
        .map(each -> each.getNotBefore().toInstant())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** Until when it is good: the first expiry of the chain. */
  public Instant notAfter() {
    return chain.stream()
        .map(each -> each.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  PrivateKey key() {
    return key;
  }

  X509Certificate[] chain() {
    return chain.toArray(X509Certificate[]::new);
  }

  @Override
  public String toString() {
    return "TlsIdentity[" + certificate().getSubjectX500Principal().getName() + "]";
  }
}
