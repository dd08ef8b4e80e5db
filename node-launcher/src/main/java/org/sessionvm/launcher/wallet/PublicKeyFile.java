package org.sessionvm.launcher.wallet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.MlKemPublicKey;

/**
 * How two people exchange keys without a node: JSON with {@code id} (07 and 64 hex digits), {@code
 * kemPublicKey} and {@code dsaPublicKey} (hex). Nothing in it is secret, but whoever can change it
 * on its way can put himself in the owner's place: compare the id over another channel.
 */
final class PublicKeyFile {
  private static final int BYTES_MAX = 16_384;
  private static final JsonMapper JSON = new JsonMapper();

  private PublicKeyFile() {}

  /** Fills in the fields of the file. */
  static void write(ObjectNode object, IdentityKeys keys) {
    object
        .put("id", keys.participant(new Blake2bHashing()).toSessionHex())
        .put("kemPublicKey", keys.kem().bytes().toHex())
        .put("dsaPublicKey", keys.dsa().bytes().toHex());
  }

  /** The text of the file. */
  static String text(IdentityKeys keys) {
    ObjectNode object = JSON.createObjectNode();
    write(object, keys);
    return object.toPrettyString();
  }

  /** Reads such a file; what is malformed or has an id that is not the keys' is refused. */
  static IdentityKeys read(Path file) throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(BYTES_MAX + 1);
    }
    try {
      return parse(content);
    } catch (IOException | IllegalArgumentException _) {
      throw new WalletRefusal(file + " is not a file of public keys");
    }
  }

  private static IdentityKeys parse(byte[] content) throws IOException {
    if (content.length > BYTES_MAX) {
      throw new IllegalArgumentException("too long");
    }
    JsonNode object = JSON.readTree(content);
    IdentityKeys keys =
        new IdentityKeys(
            new MlKemPublicKey(Bytes.fromHex(object.path("kemPublicKey").asText())),
            new MlDsaPublicKey(Bytes.fromHex(object.path("dsaPublicKey").asText())));
    if (!object.path("id").asText().equals(keys.participant(new Blake2bHashing()).toSessionHex())) {
      throw new IllegalArgumentException("the id is not that of the keys");
    }
    return keys;
  }
}
