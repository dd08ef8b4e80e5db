package org.sessionvm.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessionvm.crypto.vectors.PeerVectors.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.crypto.identity.SignedMessage;
import org.sessionvm.crypto.provider.Providers;
import org.sessionvm.crypto.provider.SignatureProvider;
import org.sessionvm.crypto.vectors.FixedRandom;
import org.sessionvm.crypto.vectors.PeerVectors;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

class EnvelopeVectorsTest {
  static List<SignatureProvider> providers() {
    return Providers.all();
  }

  @Test
  void remakesAndOpensEveryEnvelope() throws Exception {
    List<JsonNode> vectors = PeerVectors.list("encrypt_to_recipient", "valid");
    for (JsonNode vector : vectors) {
      Bytes plaintext = bytes(vector, "plaintext");
      Bytes ciphertext = bytes(vector, "ciphertext");
      FixedRandom coins =
          FixedRandom.of(bytes(vector, "encapsCoins").concat(bytes(vector, "nonce")));
      try (Identity seeds = fromSeeds(vector);
          Identity expanded = fromExpandedKeys(vector)) {
        assertThat(Envelope.encryptTo(seeds.keys().kem(), plaintext.unsafeArray(), coins))
            .isEqualTo(ciphertext);
        assertThat(coins.isSpent()).isTrue();
        assertThat(Envelope.decrypt(seeds, ciphertext)).isEqualTo(plaintext.unsafeArray());
        assertThat(Envelope.decrypt(expanded, ciphertext)).isEqualTo(plaintext.unsafeArray());
        assertThat(seeds.decapsulate(bytes(vector, "kemCiphertext")))
            .isEqualTo(bytes(vector, "sharedSecret").unsafeArray());
      }
    }
    System.out.printf(
        "pq-vectors encrypt_to_recipient: %d re-made, %d opened (bouncycastle)%n",
        vectors.size(), vectors.size());
  }

  @Test
  void refusesEveryInvalidEnvelopeWithTheOneError() {
    List<JsonNode> vectors = PeerVectors.list("encrypt_to_recipient", "invalid");
    int implicitRejections = 0;
    for (JsonNode vector : vectors) {
      Bytes ciphertext = bytes(vector, "ciphertext");
      try (Identity seeds = fromSeeds(vector);
          Identity expanded = fromExpandedKeys(vector)) {
        for (Identity identity : List.of(seeds, expanded)) {
          assertThatThrownBy(() -> Envelope.decrypt(identity, ciphertext))
              .as(vector.get("case").asText())
              .isExactlyInstanceOf(DecryptionException.class)
              .hasMessage("decryption failed")
              .hasNoCause();
          if (vector.has("sharedSecret")) {
            assertThat(identity.decapsulate(ciphertext.slice(0, Envelope.KEM_CIPHERTEXT_BYTES)))
                .isEqualTo(bytes(vector, "sharedSecret").unsafeArray());
          }
        }
        implicitRejections += vector.has("sharedSecret") ? 1 : 0;
      }
    }
    System.out.printf(
        "pq-vectors encrypt_to_recipient: %d refused, of %d the shared secret checked"
            + " (bouncycastle)%n",
        vectors.size(), implicitRejections);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void opensEverySignedAndEncryptedMessage(SignatureProvider provider) throws Exception {
    List<JsonNode> vectors = PeerVectors.list("sign_then_encrypt", "valid");
    for (JsonNode vector : vectors) {
      MlDsaPublicKey signer = PeerVectors.keys(PeerVectors.identity(vector, "signer")).dsa();
      try (Identity recipient = fromSeeds(vector)) {
        byte[] signed = Envelope.decrypt(recipient, bytes(vector, "ciphertext"));

        assertThat(SignedMessage.open(new MlDsaVerifier(provider), signer, Bytes.wrap(signed)))
            .contains(bytes(vector, "message"));
      }
    }
    System.out.printf(
        "pq-vectors sign_then_encrypt: %d opened and verified (%s)%n",
        vectors.size(), provider.name());
  }

  @Test
  void remakesAndOpensEveryAeadOutput() throws Exception {
    List<JsonNode> vectors = PeerVectors.list("xchacha20poly1305", "valid");
    for (JsonNode vector : vectors) {
      Bytes plaintext = bytes(vector, "plaintext");
      try (AeadKey key = AeadKey.wrap(bytes(vector, "key").toByteArray())) {
        assertThat(
                key.seal(
                    Bytes.EMPTY, plaintext.unsafeArray(), FixedRandom.of(bytes(vector, "nonce"))))
            .isEqualTo(bytes(vector, "output"));
        assertThat(key.open(Bytes.EMPTY, bytes(vector, "output")))
            .isEqualTo(plaintext.unsafeArray());
      }
    }
    System.out.printf(
        "pq-vectors xchacha20poly1305: %d re-made, %d opened (bouncycastle)%n",
        vectors.size(), vectors.size());
  }

  private static Identity fromSeeds(JsonNode vector) {
    JsonNode identity = PeerVectors.identity(vector, "recipient");
    return Identity.fromSeeds(
        bytes(identity, "kemSeed").unsafeArray(), bytes(identity, "dsaSeed").unsafeArray());
  }

  private static Identity fromExpandedKeys(JsonNode vector) {
    JsonNode identity = PeerVectors.identity(vector, "recipient");
    return Identity.fromExpandedKeys(
        bytes(identity, "kemSecretKey").unsafeArray(),
        bytes(identity, "dsaSecretKey").unsafeArray());
  }
}
