package org.sessionvm.testkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.crypto.tls.PemCertificates;
import org.sessionvm.crypto.tls.Pkcs12;
import org.sessionvm.crypto.tls.TlsIdentity;
import org.sessionvm.crypto.tls.TlsMaterialException;

class TlsIdentityTest {
  private static final TestAuthority AUTHORITY = new TestAuthority("authority");
  private final Instant later = Instant.now().plus(Duration.ofDays(30));
  private static final char[] NONE = {};

  private static TlsIdentity read(byte[] chain, byte[] key, char[] password)
      throws TlsMaterialException {
    return TlsIdentity.ofPem(PemCertificates.read(chain), key, password);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void readsAChainAndAKey(String algorithm) throws Exception {
    TestCertificate made = AUTHORITY.issue("node", algorithm, later);

    TlsIdentity read = read(made.chainPem(), made.keyPem(), NONE);

    assertThat(read.certificate()).isEqualTo(made.certificate());
    assertThat(read.notAfter()).isEqualTo(made.certificate().getNotAfter().toInstant());
    assertThat(read.toString()).contains("CN=node").doesNotContain("PrivateKey");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC:EC PRIVATE KEY", "RSA:RSA PRIVATE KEY"})
  void readsTheOlderFormsOfKeys(String form) throws Exception {
    String[] words = form.split(":", -1);
    TestCertificate made = AUTHORITY.issue("node", words[0], later);
    byte[] inner =
        PrivateKeyInfo.getInstance(made.key().getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    if (words[0].equals("EC")) {
      inner = sec1(made);
    }

    TlsIdentity read = read(made.chainPem(), ascii(TestCertificate.pem(words[1], inner)), NONE);

    assertThat(read.certificate()).isEqualTo(made.certificate());
  }

  /** PKCS #8 says the curve outside of the key, SEC 1 within. */
  private static byte[] sec1(TestCertificate made) throws Exception {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(made.key().getEncoded());
    ECPrivateKey key = ECPrivateKey.getInstance(info.parsePrivateKey());
    return new ECPrivateKey(256, key.getKey(), info.getPrivateKeyAlgorithm().getParameters())
        .getEncoded();
  }

  @Test
  void opensAnEncryptedKeyWithItsPasswordAlone() throws Exception {
    TestCertificate made = AUTHORITY.issue("node");
    byte[] pem = ascii(TestCertificate.pem("ENCRYPTED PRIVATE KEY", encrypt(made.key(), "right")));

    assertThat(read(made.chainPem(), pem, "right".toCharArray()).certificate())
        .isEqualTo(made.certificate());
    assertThatThrownBy(() -> read(made.chainPem(), pem, "wrong".toCharArray()))
        .isInstanceOf(TlsMaterialException.class)
        .hasMessageContaining("the password does not open");
    assertThatThrownBy(() -> read(made.chainPem(), pem, NONE))
        .hasMessageContaining("no password is given");
  }

  private static byte[] encrypt(PrivateKey key, String password) throws Exception {
    String scheme = "PBEWithHmacSHA256AndAES_256";
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    SecretKey secret =
        SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(password.toCharArray()));
    Cipher cipher = Cipher.getInstance(scheme);
    cipher.init(Cipher.ENCRYPT_MODE, secret, new PBEParameterSpec(salt, 10_000));
    AlgorithmIdentifier pbes2 =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBES2,
            ASN1Primitive.fromByteArray(cipher.getParameters().getEncoded()));
    return new EncryptedPrivateKeyInfo(pbes2, cipher.doFinal(key.getEncoded())).getEncoded();
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() {
    TestCertificate made = AUTHORITY.issue("node");
    for (TestCertificate other :
        List.of(AUTHORITY.issue("other"), AUTHORITY.issue("other", "RSA", later))) {
      assertThatThrownBy(() -> read(made.chainPem(), other.keyPem(), NONE))
          .isInstanceOf(TlsMaterialException.class)
          .hasMessageContaining("does not belong to the certificate");
    }
  }

  @Test
  void refusesAShortRsaKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1_024);
    KeyPair pair = generator.generateKeyPair();
    TestCertificate made = AUTHORITY.issue("node", pair, later);

    assertThatThrownBy(() -> read(made.chainPem(), made.keyPem(), NONE))
        .hasMessageContaining("fewer than 2048 bits");
  }

  /** A file that is being written ends anywhere. */
  @Test
  void refusesEveryBeginningOfAFile() {
    TestCertificate made = AUTHORITY.issue("node");
    byte[] own = TestCertificate.chainPem(List.of(made.certificate()));
    byte[] key = made.keyPem();
    for (int length = 0; length < own.length - 2; length++) {
      byte[] half = Arrays.copyOf(own, length);
      assertThatThrownBy(() -> read(half, key, NONE)).isInstanceOf(TlsMaterialException.class);
    }
    for (int length = 0; length < key.length - 2; length++) {
      byte[] half = Arrays.copyOf(key, length);
      assertThatThrownBy(() -> read(own, half, NONE)).isInstanceOf(TlsMaterialException.class);
    }
  }

  @Test
  void repeatsNothingOfAKeyThatItCannotRead() {
    TestCertificate made = AUTHORITY.issue("node");
    String key = new String(made.keyPem(), StandardCharsets.US_ASCII);
    String body = key.lines().skip(1).findFirst().orElseThrow();
    String spoilt = key.replace(body.substring(0, 20), "A".repeat(20));

    assertThatThrownBy(() -> read(made.chainPem(), ascii(spoilt), NONE))
        .isInstanceOf(TlsMaterialException.class)
        .hasMessageNotContaining(body.substring(20))
        .hasNoCause();
  }

  @Test
  void readsPkcs12WithItsPasswordAlone() throws Exception {
    TestCertificate made = AUTHORITY.issue("node");

    assertThat(Pkcs12.read(made.pkcs12("right"), "right".toCharArray()).certificate())
        .isEqualTo(made.certificate());
    assertThatThrownBy(() -> Pkcs12.read(made.pkcs12("right"), "wrong".toCharArray()))
        .hasMessage("cannot be opened with the password");
    assertThatThrownBy(() -> Pkcs12.read(made.chainPem(), "right".toCharArray()))
        .hasMessage("is not PKCS #12");
  }
}
