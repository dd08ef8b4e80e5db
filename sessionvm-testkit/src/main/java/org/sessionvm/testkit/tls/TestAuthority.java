package org.sessionvm.testkit.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Issues certificates for this machine ({@code localhost}, 127.0.0.1), signed with ECDSA. */
public final class TestAuthority {
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BITS = 64;
  private static final int EC_BITS = 256;
  private static final int RSA_BITS = 2_048;

  private final PrivateKey key;
  private final X500Name name;
  private final X509Certificate certificate;

  /** An authority with a key of its own. */
  public TestAuthority(String commonName) {
    KeyPair pair = generate("EC");
    this.key = pair.getPrivate();
    this.name = new X500Name("CN=" + commonName);
    this.certificate = sign(pair.getPublic(), name, Instant.now().plus(Duration.ofDays(365)), true);
  }

  /** Its own certificate, for those who trust it. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** For a year, with a key of EC. */
  public TestCertificate issue(String commonName) {
    return issue(commonName, "EC", Instant.now().plus(Duration.ofDays(365)));
  }

  /**
   * A certificate.
   *
   * @param algorithm of its key: EC (P-256), RSA (2048 bits), Ed25519
   * @param notAfter which may be past; it begins two days before now
   */
  public TestCertificate issue(String commonName, String algorithm, Instant notAfter) {
    return issue(commonName, generate(algorithm), notAfter);
  }

  /** A certificate of a key that is there already. */
  public TestCertificate issue(String commonName, KeyPair pair, Instant notAfter) {
    X509Certificate own = sign(pair.getPublic(), new X500Name("CN=" + commonName), notAfter, false);
    return new TestCertificate(pair.getPrivate(), List.of(own, certificate));
  }

  private static KeyPair generate(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      switch (algorithm) {
        case "EC" -> generator.initialize(EC_BITS);
        case "RSA" -> generator.initialize(RSA_BITS);
        default -> {}
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private X509Certificate sign(
      PublicKey subjectKey, X500Name subject, Instant notAfter, boolean isAuthority) {
    try {
      V3TBSCertificateGenerator form = new V3TBSCertificateGenerator();
      form.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, RANDOM)));
      form.setSignature(ECDSA);
      form.setIssuer(name);
      form.setSubject(subject);
      form.setStartDate(new Time(Date.from(Instant.now().minus(Duration.ofDays(2)))));
      form.setEndDate(new Time(Date.from(notAfter)));
      form.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(subjectKey.getEncoded()));
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
      extensions.addExtension(Extension.subjectAlternativeName, false, thisMachine());
      form.setExtensions(extensions.generate());
      TBSCertificate signed = form.generateTBSCertificate();
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(signed.getEncoded("DER"));
      byte[] der =
          new DERSequence(new ASN1Encodable[] {signed, ECDSA, new DERBitString(signature.sign())})
              .getEncoded("DER");
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static GeneralNames thisMachine() {
    return new GeneralNames(
        new GeneralName[] {
          new GeneralName(GeneralName.dNSName, "localhost"),
          new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        });
  }
}
