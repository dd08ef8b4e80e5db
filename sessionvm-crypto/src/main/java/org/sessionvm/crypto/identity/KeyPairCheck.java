package org.sessionvm.crypto.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.sessionvm.crypto.provider.BouncyCastleProvider;
import org.sessionvm.crypto.provider.SigningKey;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;

/**
 * Whether expanded keys from elsewhere do what their public keys promise. A seed cannot be wrong in
 * this way; an expanded key can, by accident or so that mail is lost.
 *
 * <p>Not found is a small fault in s2 or t0 of an ML-DSA key, which its public key does not show:
 * it spoils few signatures, and those are refused like any other that does not verify.
 */
final class KeyPairCheck {
  private static final Bytes MESSAGE =
      Bytes.wrap("key pair check".getBytes(StandardCharsets.US_ASCII));

  private KeyPairCheck() {}

  static void require(IdentityKeys keys, DecapsulationKey decapsulation, SigningKey signing) {
    if (!new BouncyCastleProvider().verify(keys.dsa(), MESSAGE, signing.sign(MESSAGE))) {
      throw new IllegalArgumentException("the ML-DSA-65 key does not fit its public key");
    }
    if (!opens(keys, decapsulation)) {
      throw new IllegalArgumentException("the ML-KEM-768 key does not fit its public key");
    }
  }

  private static boolean opens(IdentityKeys keys, DecapsulationKey decapsulation) {
    SecretWithEncapsulation sent =
        new MLKEMGenerator(new SecureRandom())
            .generateEncapsulated(
                new MLKEMPublicKeyParameters(
                    MLKEMParameters.ml_kem_768, keys.kem().bytes().unsafeArray()));
    byte[] expected = sent.getSecret();
    byte[] opened = decapsulation.decapsulate(Bytes.wrap(sent.getEncapsulation()));
    try {
      return MessageDigest.isEqual(expected, opened);
    } finally {
      Arrays.fill(expected, (byte) 0);
      Arrays.fill(opened, (byte) 0);
    }
  }
}
