package org.sessionvm.client.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.keystore.KeystoreException.Reason;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.crypto.password.Argon2Cost;

class ReferenceIdentityTest {
  private static final IdentityName NAME = new IdentityName("imported");

  @TempDir private Path temporary;
  private Keystore keystore;
  private ObjectNode reference;

  @BeforeEach
  void readReference() throws Exception {
    keystore = new Keystore(temporary.resolve("identities"), Argon2Cost.LEAST);
    try (InputStream in =
        ReferenceIdentityTest.class.getResourceAsStream("/reference-identity.json")) {
      reference = (ObjectNode) new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }

  @Test
  void importsExpandedKeysAndLoadsThemAgain() throws Exception {
    StoredIdentity stored = keystore.importReference(NAME, json(reference), password());

    assertThat(stored.sessionId()).isEqualTo(reference.get("sessionId").asText());
    try (Identity identity = keystore.load(NAME, password())) {
      assertThat(identity.sessionId()).isEqualTo(stored.sessionId());
      assertThat(identity.exportSecret()).hasSize(2400 + 4032);
    }
  }

  @Test
  void importsBase64AsGoWritesIt() throws Exception {
    ObjectNode base64 = reference.deepCopy();
    for (String field : List.of("kemPublicKey", "kemSecretKey", "dsaPublicKey", "dsaSecretKey")) {
      byte[] bytes = HexFormat.of().parseHex(reference.get(field).asText());
      base64.put(field, Base64.getEncoder().encodeToString(bytes));
    }

    assertThat(keystore.importReference(NAME, json(base64), password()).sessionId())
        .isEqualTo(reference.get("sessionId").asText());
  }

  @Test
  void keepsSeedsWhereTheyStand() throws Exception {
    ObjectNode seeds = reference.deepCopy();
    try (Identity other = Identity.generate()) {
      String secret = HexFormat.of().formatHex(other.exportSecret());
      seeds.put("kemSeed", secret.substring(0, 128)).put("dsaSeed", secret.substring(128));
      assertUnfit(seeds, "kemPublicKey");
      seeds.put("kemPublicKey", other.keys().kem().bytes().toHex());
      seeds.put("dsaPublicKey", other.keys().dsa().bytes().toHex());
      seeds.put("sessionId", other.sessionId());

      keystore.importReference(NAME, json(seeds), password());

      try (Identity identity = keystore.load(NAME, password())) {
        assertThat(identity.exportSecret()).isEqualTo(other.exportSecret());
      }
    }
  }

  @Test
  void namesTheFieldThatIsMissingOrMalformed() {
    for (String field : List.of("kemPublicKey", "kemSecretKey", "dsaPublicKey", "dsaSecretKey")) {
      ObjectNode missing = reference.deepCopy();
      missing.remove(field);
      assertUnfit(missing, field);
      assertUnfit(reference.deepCopy().put(field, "!"), field);
      assertUnfit(reference.deepCopy().put(field, "00"), field);
      assertUnfit(reference.deepCopy().put(field, 7), field);
    }
    ObjectNode missing = reference.deepCopy();
    missing.remove("sessionId");
    assertUnfit(missing, "sessionId");
    assertUnfit(reference.deepCopy().put("sessionId", "07" + "0".repeat(64)), "sessionId");
  }

  @Test
  void refusesPublicKeysOfAnother() {
    String kem = reference.get("kemPublicKey").asText();
    String dsa = reference.get("dsaPublicKey").asText();

    assertUnfit(reference.deepCopy().put("kemPublicKey", changed(kem)), "kemPublicKey");
    assertUnfit(reference.deepCopy().put("dsaPublicKey", changed(dsa)), "dsaPublicKey");
  }

  @Test
  void refusesASecretKeyThatDoesNotHoldTogether() {
    String kem = reference.get("kemSecretKey").asText();
    String dsa = reference.get("dsaSecretKey").asText();

    assertUnfit(
        reference.deepCopy().put("kemSecretKey", kem.substring(0, 4672) + "0".repeat(128)), "");
    assertUnfit(reference.deepCopy().put("dsaSecretKey", changed(dsa)), "");
  }

  @Test
  void quotesNothingOfWhatItCannotRead() {
    byte[] json = "{\"kemSecretKey\": secret".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> keystore.importReference(NAME, json, password()))
        .isInstanceOf(KeystoreException.class)
        .hasMessage("cannot import: not JSON")
        .hasNoCause();
  }

  private void assertUnfit(JsonNode json, String field) {
    assertThatThrownBy(() -> keystore.importReference(NAME, json(json), password()))
        .isInstanceOfSatisfying(
            KeystoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNFIT))
        .hasMessageContaining(field);
  }

  private static String changed(String hex) {
    return (hex.charAt(0) == '0' ? "1" : "0") + hex.substring(1);
  }

  private static byte[] json(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static char[] password() {
    return "correct horse".toCharArray();
  }
}
