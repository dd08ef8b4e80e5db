package org.sessionvm.crypto.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessionvm.crypto.vectors.PeerVectors.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.vectors.PeerVectors;
import org.sessionvm.primitives.ParticipantId;

class IdentityVectorsTest {
  @Test
  void remakesEveryIdentityFromItsSeeds() {
    for (JsonNode vector : PeerVectors.identities()) {
      try (Identity identity =
          Identity.fromSeeds(
              bytes(vector, "kemSeed").unsafeArray(), bytes(vector, "dsaSeed").unsafeArray())) {
        assertIs(identity, vector);
      }
    }
    System.out.printf(
        "pq-vectors identities: %d re-made from seeds (bouncycastle)%n",
        PeerVectors.identities().size());
  }

  @Test
  void takesEveryIdentityFromItsExpandedKeys() {
    for (JsonNode vector : PeerVectors.identities()) {
      try (Identity identity =
          Identity.fromExpandedKeys(
              bytes(vector, "kemSecretKey").unsafeArray(),
              bytes(vector, "dsaSecretKey").unsafeArray())) {
        assertIs(identity, vector);
      }
    }
    System.out.printf(
        "pq-vectors identities: %d from expanded keys (bouncycastle)%n",
        PeerVectors.identities().size());
  }

  private static void assertIs(Identity identity, JsonNode vector) {
    assertThat(identity.keys()).isEqualTo(PeerVectors.keys(vector));
    assertThat(identity.sessionId()).isEqualTo(vector.get("sessionId").asText());
    assertThat(ParticipantId.parse(identity.sessionId())).isEqualTo(identity.participant());
  }
}
