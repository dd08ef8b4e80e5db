package org.sessionvm.crypto.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessionvm.crypto.vectors.PeerVectors.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.crypto.identity.SignedMessage;
import org.sessionvm.crypto.vectors.FixedRandom;
import org.sessionvm.crypto.vectors.PeerVectors;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

class SignatureVectorsTest {
  private static final List<JsonNode> VALID = PeerVectors.list("sign_message", "valid");
  private static final List<JsonNode> INVALID = PeerVectors.list("sign_message", "invalid");

  static List<SignatureProvider> providers() {
    return Providers.all();
  }

  @Test
  void remakesEverySignatureFromSeedAndFromExpandedKey() {
    for (JsonNode vector : VALID) {
      JsonNode signer = PeerVectors.identity(vector, "signer");
      for (String secret : List.of("dsaSeed", "dsaSecretKey")) {
        try (BouncyCastleSigningKey key =
            new BouncyCastleSigningKey(bytes(signer, secret).unsafeArray())) {
          FixedRandom random = FixedRandom.of(bytes(vector, "rnd"));

          Bytes signature = key.sign(bytes(vector, "message"), random);

          assertThat(signature).isEqualTo(bytes(vector, "signature"));
          assertThat(random.isSpent()).isTrue();
        }
      }
    }
    System.out.printf(
        "pq-vectors sign_message: %d re-made from seeds, %d from expanded keys (bouncycastle)%n",
        VALID.size(), VALID.size());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void acceptsEveryValidAndRefusesEveryInvalidSignature(SignatureProvider provider) {
    MlDsaVerifier verifier = new MlDsaVerifier(provider);
    for (JsonNode vector : VALID) {
      assertThat(SignedMessage.open(verifier, key(vector), bytes(vector, "signedMessage")))
          .contains(bytes(vector, "message"));
    }
    for (JsonNode vector : INVALID) {
      assertThat(SignedMessage.open(verifier, key(vector), bytes(vector, "signedMessage")))
          .as(vector.get("case").asText())
          .isEmpty();
    }
    System.out.printf(
        "pq-vectors sign_message: %d accepted, %d refused (%s)%n",
        VALID.size(), INVALID.size(), provider.name());
  }

  private static MlDsaPublicKey key(JsonNode vector) {
    return PeerVectors.keys(PeerVectors.identity(vector, "signer")).dsa();
  }
}
