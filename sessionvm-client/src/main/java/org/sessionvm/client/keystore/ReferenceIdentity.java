package org.sessionvm.client.keystore;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;

/**
 * The JSON of the reference's {@code Identity}: {@code sessionId}, {@code kemPublicKey}, {@code
 * kemSecretKey}, {@code dsaPublicKey}, {@code dsaSecretKey}. Byte strings are base64, as Go writes
 * them, or hexadecimal; the length tells which. Where {@code kemSeed} and {@code dsaSeed} stand
 * too, the identity is kept as these, for an expanded key cannot be turned back into its seed.
 *
 * <p>The parser leaves copies of the secret in memory until the collector reuses it.
 */
final class ReferenceIdentity {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonNode json;

  private ReferenceIdentity(JsonNode json) {
    this.json = json;
  }

  /**
   * The identity, which the caller closes.
   *
   * @throws IllegalArgumentException that names the field which is missing, malformed or does not
   *     fit the others; it never quotes content
   */
  static Identity parse(byte[] json) {
    ReferenceIdentity reference;
    try {
      reference = new ReferenceIdentity(JSON.readTree(json));
    } catch (IOException e) {
      // Its message would quote the file.
      throw new IllegalArgumentException("not JSON");
    }
    Identity identity = reference.hasSeeds() ? reference.fromSeeds() : reference.fromKeys();
    try {
      reference.requireSameKeys(identity);
      return identity;
    } catch (RuntimeException e) {
      identity.close();
      throw e;
    }
  }

  private boolean hasSeeds() {
    return json.hasNonNull("kemSeed") && json.hasNonNull("dsaSeed");
  }

  private Identity fromSeeds() {
    byte[] kem = bytes("kemSeed", 64);
    byte[] dsa = bytes("dsaSeed", 32);
    try {
      return Identity.fromSeeds(kem, dsa);
    } finally {
      wipe(kem, dsa);
    }
  }

  private Identity fromKeys() {
    byte[] kem = bytes("kemSecretKey", 2400);
    byte[] dsa = bytes("dsaSecretKey", 4032);
    try {
      return Identity.fromExpandedKeys(kem, dsa);
    } finally {
      wipe(kem, dsa);
    }
  }

  private void requireSameKeys(Identity identity) {
    Bytes kem = identity.keys().kem().bytes();
    Bytes dsa = identity.keys().dsa().bytes();
    require(Bytes.wrap(bytes("kemPublicKey", kem.size())).equals(kem), "kemPublicKey");
    require(Bytes.wrap(bytes("dsaPublicKey", dsa.size())).equals(dsa), "dsaPublicKey");
    require(json.path("sessionId").asText().equals(identity.sessionId()), "sessionId");
  }

  private static void require(boolean fits, String field) {
    if (!fits) {
      throw new IllegalArgumentException(field + " is not that of the secret keys");
    }
  }

  private byte[] bytes(String field, int length) {
    String text = json.path(field).asText();
    byte[] bytes;
    try {
      bytes =
          text.length() == 2 * length
              ? HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + " is neither hexadecimal nor base64");
    }
    if (bytes.length != length) {
      Arrays.fill(bytes, (byte) 0);
      throw new IllegalArgumentException(
          "%s has %d bytes, not %d".formatted(field, bytes.length, length));
    }
    return bytes;
  }

  private static void wipe(byte[] kem, byte[] dsa) {
    Arrays.fill(kem, (byte) 0);
    Arrays.fill(dsa, (byte) 0);
  }
}
