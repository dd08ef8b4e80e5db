package org.sessionvm.crypto.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessionvm.crypto.MlDsaVerifier;
import org.sessionvm.crypto.vectors.FixedRandom;
import org.sessionvm.crypto.vectors.Wycheproof;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlDsaPublicKey;

class SignatureWycheproofTest {
  private static final Bytes NO_RANDOMNESS = Bytes.copyOf(new byte[32]);

  static List<SignatureProvider> providers() {
    return Providers.all();
  }

  @ParameterizedTest
  @MethodSource("providers")
  void givesEveryVerdictOnSignatures(SignatureProvider provider) {
    int accepted = 0;
    int refused = 0;
    int skipped = 0;
    for (Wycheproof.Case each : Wycheproof.read("mldsa_65_verify_test")) {
      if (each.bytes("ctx").size() > 0) {
        skipped++;
        continue;
      }
      assertThat(verdict(provider, each)).as(each.toString()).isEqualTo(each.isValid());
      if (each.isValid()) {
        accepted++;
      } else {
        refused++;
      }
    }
    System.out.printf(
        "wycheproof mldsa_65_verify: %d accepted, %d refused, %d with a context skipped (%s)%n",
        accepted, refused, skipped, provider.name());
  }

  /** The same fault must be found, and the signature accepted, whoever made it. */
  @ParameterizedTest
  @ValueSource(strings = {"mldsa_65_sign_seed_test", "mldsa_65_sign_noseed_test"})
  void signsEveryCaseAndRefusesEveryBadKey(String file) {
    String secret = file.contains("noseed") ? "privateKey" : "privateSeed";
    int remade = 0;
    int refused = 0;
    int skipped = 0;
    for (Wycheproof.Case each : Wycheproof.read(file)) {
      if (each.bytes("ctx").size() > 0 || !each.has("msg")) {
        skipped++;
      } else if (each.isValid()) {
        assertThat(sign(each, secret)).as(each.toString()).isEqualTo(each.bytes("sig"));
        remade++;
      } else {
        assertThatThrownBy(() -> sign(each, secret))
            .as(each.toString())
            .isInstanceOf(IllegalArgumentException.class);
        refused++;
      }
    }
    System.out.printf(
        "wycheproof %s: %d re-made, %d refused, %d with a context or without a message skipped"
            + " (bouncycastle)%n",
        file, remade, refused, skipped);
  }

  @Test
  void conscryptSignsForEverySeedOfTheFile() throws Exception {
    ConscryptProvider conscrypt = ConscryptProvider.open();
    int verified = 0;
    for (Wycheproof.Case each : Wycheproof.read("mldsa_65_sign_seed_test")) {
      if (each.isValid() && each.has("msg") && each.bytes("ctx").size() == 0) {
        try (SigningKey key = conscrypt.signingKey(each.bytes("privateSeed").unsafeArray())) {
          Bytes signature = key.sign(each.bytes("msg"));

          assertThat(
                  new BouncyCastleProvider()
                      .verify(
                          new MlDsaPublicKey(each.bytes("publicKey")),
                          each.bytes("msg"),
                          signature))
              .as(each.toString())
              .isTrue();
          verified++;
        }
      }
    }
    System.out.printf(
        "wycheproof mldsa_65_sign_seed_test: %d signed and verified by bouncycastle (conscrypt)%n",
        verified);
  }

  private static boolean verdict(SignatureProvider provider, Wycheproof.Case each) {
    MlDsaPublicKey key;
    try {
      key = new MlDsaPublicKey(each.bytes("publicKey"));
    } catch (IllegalArgumentException wrongLength) {
      return false;
    }
    return new MlDsaVerifier(provider).verify(key, each.bytes("msg"), each.bytes("sig"));
  }

  private static Bytes sign(Wycheproof.Case each, String secret) {
    Bytes randomness = each.has("rnd") ? each.bytes("rnd") : NO_RANDOMNESS;
    try (BouncyCastleSigningKey key =
        new BouncyCastleSigningKey(each.bytes(secret).unsafeArray())) {
      return key.sign(each.bytes("msg"), FixedRandom.of(randomness));
    }
  }
}
