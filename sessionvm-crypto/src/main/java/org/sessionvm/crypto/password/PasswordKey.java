package org.sessionvm.crypto.password;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.sessionvm.crypto.envelope.AeadKey;
import org.sessionvm.primitives.Bytes;

/** Argon2id, version 1.3 (RFC 9106), of the password in UTF-8. */
public final class PasswordKey {
  /** Length of a salt. */
  public static final int SALT_BYTES = 16;

  /** Most bytes that one UTF-16 unit takes. */
  private static final int UTF_8_BYTES_MAX = 3;

  private PasswordKey() {}

  /**
   * The key for {@code password}, which the caller keeps and wipes. Takes as long and as much
   * memory as {@code cost} says.
   *
   * @throws IllegalArgumentException when the salt has not {@link #SALT_BYTES}
   */
  public static AeadKey derive(char[] password, Bytes salt, Argon2Cost cost) {
    if (salt.size() != SALT_BYTES) {
      throw new IllegalArgumentException("a salt has " + SALT_BYTES + " bytes, not " + salt.size());
    }
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKibibytes())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt.toByteArray())
            .build());
    byte[] key = new byte[AeadKey.KEY_BYTES];
    byte[] encoded = utf8(password);
    try {
      generator.generateBytes(encoded, key);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
    return AeadKey.wrap(key);
  }

  private static byte[] utf8(char[] password) {
    byte[] space = new byte[password.length * UTF_8_BYTES_MAX];
    ByteBuffer encoded = ByteBuffer.wrap(space);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(password), encoded, true);
    try {
      return Arrays.copyOf(space, encoded.position());
    } finally {
      Arrays.fill(space, (byte) 0);
    }
  }
}
