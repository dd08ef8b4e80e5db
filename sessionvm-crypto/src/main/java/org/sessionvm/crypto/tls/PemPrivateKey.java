package org.sessionvm.crypto.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * One private key in PEM: PKCS #8, plain or encrypted with PBES2, and the older PKCS #1 (RSA) and
 * SEC 1 (EC) that some issuers write.
 */
final class PemPrivateKey {
  private static final String PKCS_8 = "PRIVATE KEY";
  private static final String PKCS_8_ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final String PKCS_1 = "RSA PRIVATE KEY";
  private static final String SEC_1 = "EC PRIVATE KEY";
  private static final Set<String> LABELS = Set.of(PKCS_8, PKCS_8_ENCRYPTED, PKCS_1, SEC_1);

  /** RFC 8410. */
  private static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

  private PemPrivateKey() {}

  /**
   * The key.
   *
   * @param password of an encrypted key; empty where there is none
   */
  static PrivateKey read(byte[] pem, char[] password) throws TlsMaterialException {
    List<PemBlock> blocks = PemBlock.parse(pem);
    try {
      List<PemBlock> keys = blocks.stream().filter(b -> LABELS.contains(b.label())).toList();
      if (keys.size() != 1) {
        throw new TlsMaterialException(
            keys.isEmpty() ? "holds no private key in PEM" : "holds more than one private key");
      }
      return key(keys.getFirst(), password);
    } finally {
      blocks.forEach(PemBlock::close);
    }
  }

  private static PrivateKey key(PemBlock block, char[] password) throws TlsMaterialException {
    byte[] pkcs8 = new byte[0];
    try {
      pkcs8 =
          switch (block.label()) {
            case PKCS_1 -> ofPkcs1(block.der());
            case SEC_1 -> ofSec1(block.der());
            case PKCS_8_ENCRYPTED -> decrypt(block.der(), password);
            default -> block.der().clone();
          };
      String algorithm =
          algorithm(PrivateKeyInfo.getInstance(pkcs8).getPrivateKeyAlgorithm().getAlgorithm());
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (TlsMaterialException e) {
      throw e;
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      // Parsers throw what they like, and their texts could repeat the key.
      throw new TlsMaterialException("holds a private key that cannot be read");
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  private static String algorithm(ASN1ObjectIdentifier id) throws TlsMaterialException {
    if (id.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return "RSA";
    }
    if (id.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return "EC";
    }
    if (id.equals(ED25519)) {
      return "Ed25519";
    }
    throw new TlsMaterialException("holds a private key that is not RSA, EC or Ed25519");
  }

  private static byte[] ofPkcs1(byte[] der) throws IOException {
    AlgorithmIdentifier rsa =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    return new PrivateKeyInfo(rsa, RSAPrivateKey.getInstance(der)).getEncoded();
  }

  private static byte[] ofSec1(byte[] der) throws IOException {
    ECPrivateKey key = ECPrivateKey.getInstance(der);
    return new PrivateKeyInfo(
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
            key)
        .getEncoded();
  }

  private static byte[] decrypt(byte[] der, char[] password)
      throws IOException, TlsMaterialException {
    if (password.length == 0) {
      throw new TlsMaterialException("holds an encrypted private key, and no password is given");
    }
    PBEKeySpec spec = new PBEKeySpec(password);
    try {
      EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
      // For PBES2 the parameters know the scheme, such as PBEWithHmacSHA256AndAES_256.
      String scheme = encrypted.getAlgParameters().toString();
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(spec),
          encrypted.getAlgParameters());
      return cipher.doFinal(encrypted.getEncryptedData());
    } catch (GeneralSecurityException e) {
      throw new TlsMaterialException(
          "holds an encrypted private key that the password does not open");
    } finally {
      spec.clearPassword();
    }
  }
}
