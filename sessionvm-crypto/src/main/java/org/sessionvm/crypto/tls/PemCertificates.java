package org.sessionvm.crypto.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates in PEM, as {@code fullchain.pem} and {@code ca.pem} have them. */
public final class PemCertificates {
  /** Most certificates of one file. */
  public static final int COUNT_MAX = 256;

  private static final String LABEL = "CERTIFICATE";

  private PemCertificates() {}

  /**
   * Every certificate, in order; at least one.
   *
   * @throws TlsMaterialException when there is none, or one is none
   */
  public static List<X509Certificate> read(byte[] pem) throws TlsMaterialException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (PemBlock block : PemBlock.parse(pem)) {
      if (block.label().equals(LABEL)) {
        certificates.add(certificate(block.der()));
      }
    }
    if (certificates.isEmpty() || certificates.size() > COUNT_MAX) {
      throw new TlsMaterialException(
          certificates.isEmpty()
              ? "holds no certificate in PEM"
              : "holds more than " + COUNT_MAX + " certificates");
    }
    return List.copyOf(certificates);
  }

  private static X509Certificate certificate(byte[] der) throws TlsMaterialException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new TlsMaterialException("holds a certificate that cannot be read");
    }
  }
}
