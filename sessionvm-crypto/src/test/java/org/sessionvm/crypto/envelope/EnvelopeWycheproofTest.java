package org.sessionvm.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.vectors.FixedRandom;
import org.sessionvm.crypto.vectors.Wycheproof;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlKemPublicKey;

class EnvelopeWycheproofTest {
  private static final Bytes NONCE = Bytes.copyOf(new byte[AeadKey.NONCE_BYTES]);

  @Test
  void encapsulatesEveryCaseAndRefusesEveryBadKey() throws Exception {
    int made = 0;
    int refused = 0;
    for (Wycheproof.Case each : Wycheproof.read("mlkem_768_encaps_test")) {
      if (!each.isValid()) {
        assertThatThrownBy(() -> new MlKemPublicKey(each.bytes("ek")))
            .as(each.toString())
            .isInstanceOf(IllegalArgumentException.class);
        refused++;
        continue;
      }
      Bytes envelope =
          Envelope.encryptTo(
              new MlKemPublicKey(each.bytes("ek")),
              new byte[1],
              FixedRandom.of(each.bytes("m").concat(NONCE)));
      Bytes sealed = envelope.slice(Envelope.KEM_CIPHERTEXT_BYTES, envelope.size());

      assertThat(envelope.slice(0, Envelope.KEM_CIPHERTEXT_BYTES))
          .as(each.toString())
          .isEqualTo(each.bytes("c"));
      try (AeadKey shared = AeadKey.wrap(each.bytes("K").toByteArray())) {
        assertThat(shared.open(Bytes.EMPTY, sealed)).hasSize(1);
      }
      made++;
    }
    System.out.printf(
        "wycheproof mlkem_768_encaps_test: %d made, %d refused (bouncycastle)%n", made, refused);
  }

  @Test
  void sealsAndOpensEveryAeadCase() throws Exception {
    int sealedAndOpened = 0;
    int refused = 0;
    int skipped = 0;
    for (Wycheproof.Case each : Wycheproof.read("xchacha20_poly1305_test")) {
      if (each.bytes("iv").size() != AeadKey.NONCE_BYTES) {
        // Our sealed bytes always begin with 24 bytes of nonce.
        skipped++;
        continue;
      }
      Bytes output = each.bytes("iv").concat(each.bytes("ct")).concat(each.bytes("tag"));
      try (AeadKey key = AeadKey.wrap(each.bytes("key").toByteArray())) {
        if (each.isValid()) {
          assertThat(key.open(each.bytes("aad"), output))
              .as(each.toString())
              .isEqualTo(each.bytes("msg").unsafeArray());
          assertThat(
                  key.seal(
                      each.bytes("aad"),
                      each.bytes("msg").unsafeArray(),
                      FixedRandom.of(each.bytes("iv"))))
              .as(each.toString())
              .isEqualTo(output);
          sealedAndOpened++;
        } else {
          assertThatThrownBy(() -> key.open(each.bytes("aad"), output))
              .as(each.toString())
              .isExactlyInstanceOf(DecryptionException.class);
          refused++;
        }
      }
    }
    System.out.printf(
        "wycheproof xchacha20_poly1305_test: %d both ways, %d refused, %d of another nonce length"
            + " skipped (bouncycastle)%n",
        sealedAndOpened, refused, skipped);
  }
}
