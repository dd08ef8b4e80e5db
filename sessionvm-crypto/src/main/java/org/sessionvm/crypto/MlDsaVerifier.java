package org.sessionvm.crypto;

import org.sessionvm.crypto.provider.SignatureProvider;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.spi.SignatureVerifier;

/** The virtual machine's signature check by one of the providers. */
public final class MlDsaVerifier implements SignatureVerifier {
  private final SignatureProvider provider;

  public MlDsaVerifier(SignatureProvider provider) {
    this.provider = provider;
  }

  @Override
  public boolean verify(MlDsaPublicKey key, Bytes message, Bytes signature) {
    // The length is settled here: providers differ in what they make of a wrong one.
    return signature.size() == MlDsaPublicKey.SIGNATURE_BYTES
        && provider.verify(key, message, signature);
  }

  /** Which provider answers, for logs and health. */
  public String providerName() {
    return provider.name();
  }
}
