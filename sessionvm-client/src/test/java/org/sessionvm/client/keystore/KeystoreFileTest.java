package org.sessionvm.client.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessionvm.client.keystore.KeystoreException.Reason;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.crypto.password.Argon2Cost;

/** Files that were changed, damaged or made to harm; and one that must open for ever. */
class KeystoreFileTest {
  private static final IdentityName ALICE = new IdentityName("alice");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private Keystore keystore;
  private ObjectNode original;

  @BeforeEach
  void makeIdentity() throws Exception {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    keystore = new Keystore(directory, Argon2Cost.LEAST);
    keystore.create(ALICE, password());
    original = (ObjectNode) JSON.readTree(file().toFile());
  }

  @Test
  void opensTheRecordedFile() throws Exception {
    try (InputStream in = KeystoreFileTest.class.getResourceAsStream("/golden/alice.json")) {
      Files.write(file(), Objects.requireNonNull(in).readAllBytes());
    }

    try (Identity identity = keystore.load(ALICE, password())) {
      assertThat(identity.sessionId()).isEqualTo(keystore.publicOf(ALICE).sessionId());
      assertThat(identity.sessionId())
          .isEqualTo("0745a14bc06c6afc23ceb2e19748cb0b3953e6252546e84520d043a23381d577fd");
    }
  }

  @Test
  void hasTheseFieldsAndNoOthers() {
    List<String> names = new ArrayList<>();
    original.fieldNames().forEachRemaining(names::add);

    assertThat(names)
        .containsExactly(
            "format",
            "name",
            "sessionId",
            "kemPublicKey",
            "dsaPublicKey",
            "kdf",
            "cipher",
            "secret");
    assertThat(original.get("kdf").toString())
        .startsWith(
            "{\"algorithm\":\"argon2id\",\"memoryKibibytes\":8192,\"passes\":1,\"lanes\":1,"
                + "\"salt\":\"");
  }

  @Test
  void doesNotOpenWithAnyFieldChanged() throws Exception {
    String otherKeys = otherIdentity();
    for (String field :
        List.of("format", "name", "sessionId", "kemPublicKey", "dsaPublicKey", "cipher")) {
      assertThat(changed(field, "x").reason()).as(field).isEqualTo(Reason.DAMAGED);
    }
    for (String field : List.of("sessionId", "kemPublicKey", "dsaPublicKey")) {
      ObjectNode other = (ObjectNode) JSON.readTree(otherKeys);
      assertThat(changed(field, other.get(field).asText()).reason())
          .as(field)
          .isEqualTo(Reason.DAMAGED);
    }
  }

  @Test
  void refusesAConsistentHeaderOfAnotherIdentity() throws Exception {
    ObjectNode other = (ObjectNode) JSON.readTree(otherIdentity());
    ObjectNode forged = original.deepCopy();
    for (String field : List.of("sessionId", "kemPublicKey", "dsaPublicKey")) {
      forged.set(field, other.get(field));
    }

    assertThat(load(forged)).hasMessage(refusal());
  }

  @Test
  void refusesAFileRenamedToAnotherName() throws Exception {
    Files.move(file(), directory.resolve("bob.json"));
    IdentityName bob = new IdentityName("bob");
    assertThatThrownBy(() -> keystore.load(bob, password()))
        .isInstanceOf(KeystoreException.class)
        .hasMessageContaining("made for another name");

    ObjectNode renamed = original.deepCopy().put("name", "bob");
    write(directory.resolve("bob.json"), renamed.toString());
    assertThatThrownBy(() -> keystore.load(bob, password()))
        .isInstanceOfSatisfying(
            KeystoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
  }

  @Test
  void saysTheSameOfAWrongPasswordAndAChangedSecret() throws Exception {
    String secret = original.get("secret").asText();
    for (int index : new int[] {0, 47, 48, secret.length() / 2, secret.length() - 1}) {
      assertThat(changed("secret", flipped(secret, index))).hasMessage(refusal());
    }
    assertThat(changed("secret", secret.substring(2))).hasMessage(refusal());
    assertThat(changed("secret", "")).hasMessage(refusal());
    write(file(), original.toString());
    assertThatThrownBy(() -> keystore.load(ALICE, "wrong".toCharArray())).hasMessage(refusal());
  }

  @Test
  void refusesAChangedSaltOrCost() throws Exception {
    String salt = original.get("kdf").get("salt").asText();

    assertThat(changedKdf("salt", "\"" + flipped(salt, 3) + "\"")).hasMessage(refusal());
    assertThat(changedKdf("passes", "2")).hasMessage(refusal());
    assertThat(changedKdf("lanes", "2")).hasMessage(refusal());
    assertThat(changedKdf("memoryKibibytes", "8200")).hasMessage(refusal());
    assertThat(changedKdf("salt", "\"00\"").reason()).isEqualTo(Reason.DAMAGED);
    assertThat(changedKdf("algorithm", "\"argon2d\"").reason()).isEqualTo(Reason.DAMAGED);
  }

  /** Would take terabytes or years if it were tried, and next to nothing for a thief. */
  @Test
  void refusesCostsOutOfBoundsBeforeItSpendsThem() throws Exception {
    for (String memory : List.of("2147483647", "1048577", "8191", "0", "-1", "9999999999", "1e9")) {
      assertThat(changedKdf("memoryKibibytes", memory).reason())
          .as(memory)
          .isEqualTo(Reason.DAMAGED);
    }
    for (String passes : List.of("2147483647", "17", "0", "\"3\"", "1.5", "null")) {
      assertThat(changedKdf("passes", passes).reason()).as(passes).isEqualTo(Reason.DAMAGED);
    }
    for (String lanes : List.of("2147483647", "5", "0")) {
      assertThat(changedKdf("lanes", lanes).reason()).as(lanes).isEqualTo(Reason.DAMAGED);
    }
  }

  @Test
  void refusesWhatIsNotTheJsonOfAnIdentity() throws Exception {
    String text = original.toString();
    for (String content :
        List.of(
            "",
            "{}",
            "[]",
            "null",
            "7",
            text.substring(0, text.length() - 1),
            text + "{}",
            text.replaceFirst("\"cipher\"", "\"cypher\""),
            text.replaceFirst("\\{", "{\"extra\":1,"),
            text.replaceFirst("\\{", "{\"cipher\":\"xchacha20-poly1305\","),
            "[".repeat(10_000),
            text + " ".repeat(PrivateDirectory.FILE_BYTES_MAX))) {
      write(file(), content);

      assertThatThrownBy(() -> keystore.load(ALICE, password()))
          .as(content.substring(0, Math.min(content.length(), 40)))
          .isInstanceOfSatisfying(
              KeystoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
    }
  }

  private static String refusal() {
    return "cannot open identity alice: the password is wrong or the file was changed";
  }

  private KeystoreException changed(String field, String value) throws IOException {
    return load(original.deepCopy().put(field, value));
  }

  private KeystoreException changedKdf(String field, String json) throws IOException {
    ObjectNode changed = original.deepCopy();
    ((ObjectNode) changed.get("kdf")).set(field, JSON.readTree(json));
    return load(changed);
  }

  private KeystoreException load(ObjectNode content) throws IOException {
    write(file(), content.toString());
    try (Identity opened = keystore.load(ALICE, password())) {
      throw new AssertionError("opened " + opened);
    } catch (KeystoreException e) {
      return e;
    }
  }

  private String otherIdentity() throws Exception {
    keystore.create(new IdentityName("other"), password());
    return Files.readString(directory.resolve("other.json"));
  }

  private static void write(Path file, String content) throws IOException {
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  private static String flipped(String hex, int index) {
    char digit = hex.charAt(index) == '0' ? '1' : '0';
    return hex.substring(0, index) + digit + hex.substring(index + 1);
  }

  private Path file() {
    return directory.resolve("alice.json");
  }

  private static char[] password() {
    return "correct horse".toCharArray();
  }
}
