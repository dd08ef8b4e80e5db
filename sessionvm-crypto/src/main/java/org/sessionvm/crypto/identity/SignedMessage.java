package org.sessionvm.crypto.identity;

import java.util.Optional;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.spi.SignatureVerifier;

/**
 * A signed text: the 3309 bytes of the signature, then the text. The reference's {@code
 * SignMessage}: it binds neither recipient nor session nor time.
 */
public final class SignedMessage {
  private SignedMessage() {}

  /**
   * Signs {@code message}.
   *
   * @throws IllegalArgumentException when it begins with {@code sessionvm.}
   */
  public static Bytes sign(Identity signer, Bytes message) {
    return signer.signText(message).concat(message);
  }

  /** The message, when the signature before it is by {@code key}; otherwise empty. */
  public static Optional<Bytes> open(
      SignatureVerifier verifier, MlDsaPublicKey key, Bytes signedMessage) {
    if (signedMessage.size() < MlDsaPublicKey.SIGNATURE_BYTES) {
      return Optional.empty();
    }
    Bytes signature = signedMessage.slice(0, MlDsaPublicKey.SIGNATURE_BYTES);
    Bytes message = signedMessage.slice(MlDsaPublicKey.SIGNATURE_BYTES, signedMessage.size());
    return verifier.verify(key, message, signature) ? Optional.of(message) : Optional.empty();
  }
}
