package org.sessionvm.crypto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.vectors.Wycheproof;
import org.sessionvm.primitives.Bytes;

class KemWycheproofTest {
  @Test
  void makesEveryPublicKeyFromItsSeed() {
    int made = 0;
    for (Wycheproof.Case each : Wycheproof.read("mlkem_768_keygen_seed_test")) {
      try (DecapsulationKey key = new DecapsulationKey(each.bytes("seed").unsafeArray());
          DecapsulationKey expanded = new DecapsulationKey(each.bytes("dk").unsafeArray())) {
        assertThat(key.publicKey().bytes()).as(each.toString()).isEqualTo(each.bytes("ek"));
        assertThat(expanded.publicKey().bytes()).as(each.toString()).isEqualTo(each.bytes("ek"));
        made++;
      }
    }
    System.out.printf("wycheproof mlkem_768_keygen_seed_test: %d (bouncycastle)%n", made);
  }

  @Test
  void decapsulatesEveryCaseFromSeeds() {
    decapsulateAll("mlkem_768_test", "seed");
  }

  @Test
  void decapsulatesEveryCaseFromExpandedKeys() {
    decapsulateAll("mlkem_768_semi_expanded_decaps_test", "dk");
  }

  private static void decapsulateAll(String file, String secret) {
    int opened = 0;
    int refused = 0;
    for (Wycheproof.Case each : Wycheproof.read(file)) {
      if (each.isValid()) {
        assertThat(decapsulate(each, secret)).as(each.toString()).isEqualTo(each.bytes("K"));
        opened++;
      } else {
        assertThatThrownBy(() -> decapsulate(each, secret))
            .as(each.toString())
            .isInstanceOf(IllegalArgumentException.class);
        refused++;
      }
    }
    System.out.printf(
        "wycheproof %s: %d opened, %d refused (bouncycastle)%n", file, opened, refused);
  }

  private static Bytes decapsulate(Wycheproof.Case each, String secret) {
    try (DecapsulationKey key = new DecapsulationKey(each.bytes(secret).unsafeArray())) {
      return Bytes.wrap(key.decapsulate(each.bytes("c")));
    }
  }
}
