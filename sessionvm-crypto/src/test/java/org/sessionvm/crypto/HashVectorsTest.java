package org.sessionvm.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sessionvm.crypto.vectors.PeerVectors.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.vectors.PeerVectors;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Cb58;
import org.sessionvm.primitives.Sha256;

class HashVectorsTest {
  private final Blake2bHashing hashing = new Blake2bHashing();

  @Test
  void blake2bHashesAsThePeerDoes() {
    List<JsonNode> vectors = PeerVectors.list("hashes_and_ids", "blake2b256");
    for (JsonNode vector : vectors) {
      Bytes data = bytes(vector, "data");
      int half = data.size() / 2;

      assertThat(hashing.blake2b256(data)).isEqualTo(bytes(vector, "blake2b256"));
      assertThat(hashing.blake2b256(data.slice(0, half), data.slice(half, data.size())))
          .isEqualTo(bytes(vector, "blake2b256"));
    }
    System.out.printf("pq-vectors blake2b256: %d (bouncycastle)%n", vectors.size());
  }

  @Test
  void sha256HashesAsThePeerDoes() {
    List<JsonNode> vectors = PeerVectors.list("hashes_and_ids", "sha256");
    for (JsonNode vector : vectors) {
      assertThat(Sha256.hash(bytes(vector, "data"))).isEqualTo(bytes(vector, "sha256"));
    }
    System.out.printf("pq-vectors sha256: %d%n", vectors.size());
  }

  @Test
  void cb58EncodesAndDecodesAsThePeerDoes() {
    int count = 0;
    for (String list : List.of("ids", "other")) {
      for (JsonNode vector : PeerVectors.list("cb58", list)) {
        String text = vector.get("cb58").asText();

        assertThat(Cb58.encode(bytes(vector, "bytes"))).isEqualTo(text);
        assertThat(Cb58.decode(text)).isEqualTo(bytes(vector, "bytes"));
        count++;
      }
    }
    System.out.printf("pq-vectors cb58: %d both ways%n", count);
  }

  @Test
  void cb58RefusesWhatThePeerRefuses() {
    List<JsonNode> vectors = PeerVectors.list("cb58", "invalid");
    int refused = 0;
    for (JsonNode vector : vectors) {
      String text = vector.get("string").asText();
      if (vector.get("cb58Error").asText().isEmpty()) {
        assertThat(Cb58.decode(text)).as(text).isNotNull();
      } else {
        assertThatThrownBy(() -> Cb58.decode(text))
            .as(text)
            .isInstanceOf(IllegalArgumentException.class);
        refused++;
      }
    }
    System.out.printf("pq-vectors cb58 invalid: %d refused of %d%n", refused, vectors.size());
  }
}
