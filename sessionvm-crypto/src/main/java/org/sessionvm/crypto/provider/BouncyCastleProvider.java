package org.sessionvm.crypto.provider;

import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

/** Bouncy Castle's lightweight API: pure Java, always there, and the measure for the others. */
public final class BouncyCastleProvider implements SignatureProvider {
  @Override
  public String name() {
    return "bouncycastle";
  }

  @Override
  public boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature) {
    if (signature.size() != MlDsaPublicKey.SIGNATURE_BYTES) {
      return false;
    }
    try {
      MLDSASigner signer = new MLDSASigner();
      signer.init(
          false,
          new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, key.bytes().unsafeArray()));
      signer.update(message.unsafeArray(), 0, message.size());
      return signer.verifySignature(signature.unsafeArray());
    } catch (RuntimeException malformed) {
      return false;
    }
  }

  @Override
  public SigningKey signingKey(byte[] secret) {
    return new BouncyCastleSigningKey(secret);
  }
}
