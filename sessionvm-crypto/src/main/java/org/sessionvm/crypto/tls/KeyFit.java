package org.sessionvm.crypto.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;

/** Whether a private key and a certificate belong together: one signs, the other verifies. */
final class KeyFit {
  /** The JDK refuses shorter ones during the handshake, where nobody would see why. */
  static final int RSA_BITS_MIN = 2_048;

  private static final byte[] PROBE = "do they fit?".getBytes(StandardCharsets.US_ASCII);

  private KeyFit() {}

  static void require(PrivateKey key, PublicKey certified) throws TlsMaterialException {
    if (certified instanceof RSAKey rsa && rsa.getModulus().bitLength() < RSA_BITS_MIN) {
      throw new TlsMaterialException("has an RSA key of fewer than " + RSA_BITS_MIN + " bits");
    }
    if (!fits(key, certified)) {
      throw new TlsMaterialException("does not belong to the certificate");
    }
  }

  private static boolean fits(PrivateKey key, PublicKey certified) throws TlsMaterialException {
    try {
      Signature signature = Signature.getInstance(algorithm(key));
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (TlsMaterialException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      // A key of another algorithm does not fit either.
      return false;
    }
  }

  private static String algorithm(PrivateKey key) throws TlsMaterialException {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      case "EdDSA", "Ed25519" -> "Ed25519";
      default ->
          throw new TlsMaterialException("holds a private key that is not RSA, EC or Ed25519");
    };
  }
}
