package org.sessionvm.client.keystore;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.password.Argon2Cost;
import org.sessionvm.crypto.password.PasswordKey;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.MlDsaPublicKey;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;

/**
 * The content of one file. Byte strings are in hexadecimal.
 *
 * @param secret nonce (24) ‖ ciphertext ‖ tag (16) of the identity's exported secret, under the
 *     associated data of {@link #associated}
 */
@JsonPropertyOrder({
  "format",
  "name",
  "sessionId",
  "kemPublicKey",
  "dsaPublicKey",
  "kdf",
  "cipher",
  "secret"
})
record KeystoreFile(
    String format,
    String name,
    String sessionId,
    String kemPublicKey,
    String dsaPublicKey,
    Kdf kdf,
    String cipher,
    String secret) {
  static final String FORMAT = "sessionvm-identity-1";
  static final String CIPHER = "xchacha20-poly1305";
  static final String ALGORITHM = "argon2id";

  private static final byte[] LABEL = "sessionvm.keystore.v1".getBytes(StandardCharsets.US_ASCII);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /** How the password becomes a key. */
  record Kdf(String algorithm, int memoryKibibytes, int passes, int lanes, String salt) {
    Kdf {
      require(algorithm.equals(ALGORITHM), "unknown key derivation");
    }

    static Kdf of(Argon2Cost cost, Bytes salt) {
      return new Kdf(ALGORITHM, cost.memoryKibibytes(), cost.passes(), cost.lanes(), salt.toHex());
    }

    /** Refuses a cost out of bounds before anything is allocated for it. */
    Argon2Cost cost() {
      return new Argon2Cost(memoryKibibytes, passes, lanes);
    }

    Bytes saltBytes() {
      Bytes bytes = Bytes.fromHex(salt);
      require(bytes.size() == PasswordKey.SALT_BYTES, "the salt has a wrong length");
      return bytes;
    }
  }

  /** The public part; the secret is still to be sealed. */
  static KeystoreFile unsealed(
      IdentityName name, ParticipantId participant, IdentityKeys keys, Kdf kdf) {
    return new KeystoreFile(
        FORMAT,
        name.value(),
        participant.toSessionHex(),
        keys.kem().bytes().toHex(),
        keys.dsa().bytes().toHex(),
        kdf,
        CIPHER,
        "");
  }

  KeystoreFile sealed(Bytes sealedSecret) {
    return new KeystoreFile(
        format, name, sessionId, kemPublicKey, dsaPublicKey, kdf, cipher, sealedSecret.toHex());
  }

  /**
   * Reads and checks what can be checked without the password.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  static KeystoreFile parse(IdentityName expected, byte[] json) {
    KeystoreFile file;
    try {
      file = JSON.readValue(json, KeystoreFile.class);
    } catch (IOException e) {
      // Its message would quote the file.
      throw new IllegalArgumentException("not the JSON of an identity");
    }
    // The word "null" is JSON, of nothing.
    require(file != null, "not the JSON of an identity");
    require(file.format.equals(FORMAT), "unknown format");
    require(file.cipher.equals(CIPHER), "unknown cipher");
    require(file.name.equals(expected.value()), "made for another name");
    require(file.sessionId.equals(file.identity().sessionId()), "the id is not that of the keys");
    file.kdf.cost();
    file.kdf.saltBytes();
    file.secretBytes();
    return file;
  }

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  StoredIdentity identity() {
    IdentityKeys keys =
        new IdentityKeys(
            new MlKemPublicKey(Bytes.fromHex(kemPublicKey)),
            new MlDsaPublicKey(Bytes.fromHex(dsaPublicKey)));
    return new StoredIdentity(new IdentityName(name), keys.participant(new Blake2bHashing()), keys);
  }

  Bytes secretBytes() {
    return Bytes.fromHex(secret);
  }

  /**
   * Binds everything else in the file: label ‖ name (u8 length) ‖ public keys (3136) ‖ memory,
   * passes and lanes (u32 each) ‖ salt (16).
   */
  Bytes associated() {
    byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    byte[] keys = identity().keys().toBytes().unsafeArray();
    ByteBuffer all =
        ByteBuffer.allocate(
            LABEL.length + 1 + nameBytes.length + keys.length + 12 + PasswordKey.SALT_BYTES);
    all.put(LABEL).put((byte) nameBytes.length).put(nameBytes).put(keys);
    all.putInt(kdf.memoryKibibytes).putInt(kdf.passes).putInt(kdf.lanes);
    all.put(kdf.saltBytes().unsafeArray());
    return Bytes.wrap(all.array());
  }

  @Override
  public String toString() {
    return "KeystoreFile[" + name + "]";
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
