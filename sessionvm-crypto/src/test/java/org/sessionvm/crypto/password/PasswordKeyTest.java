package org.sessionvm.crypto.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.envelope.AeadKey;
import org.sessionvm.crypto.envelope.DecryptionException;
import org.sessionvm.primitives.Bytes;

class PasswordKeyTest {
  private static final Bytes SALT = Bytes.fromHex("000102030405060708090a0b0c0d0e0f");
  private static final byte[] SECRET = {1, 2, 3};

  @Test
  void opensWithTheSamePasswordSaltAndCost() throws Exception {
    Bytes sealed = sealed();

    try (AeadKey key = key("correct horse", SALT, Argon2Cost.LEAST)) {
      assertThat(key.open(Bytes.EMPTY, sealed)).isEqualTo(SECRET);
    }
  }

  @Test
  void opensWithNothingElse() {
    Bytes sealed = sealed();
    Bytes otherSalt = SALT.slice(0, 15).concat(Bytes.fromHex("00"));

    assertFails(key("correct horsf", SALT, Argon2Cost.LEAST), sealed);
    assertFails(key("", SALT, Argon2Cost.LEAST), sealed);
    assertFails(key("correct horse", otherSalt, Argon2Cost.LEAST), sealed);
    assertFails(key("correct horse", SALT, new Argon2Cost(8 * 1024, 2, 1)), sealed);
    assertFails(key("correct horse", SALT, new Argon2Cost(8 * 1024 + 8, 1, 1)), sealed);
    assertFails(key("correct horse", SALT, new Argon2Cost(8 * 1024, 1, 2)), sealed);
  }

  @Test
  void tellsPasswordsApartBeyondAscii() {
    try (AeadKey key = key("grüße", SALT, Argon2Cost.LEAST)) {
      assertFails(key("gr??e", SALT, Argon2Cost.LEAST), key.seal(Bytes.EMPTY, SECRET));
    }
  }

  @Test
  void leavesThePasswordToItsOwner() {
    char[] password = "correct horse".toCharArray();
    PasswordKey.derive(password, SALT, Argon2Cost.LEAST).close();

    assertThat(password).containsExactly("correct horse".toCharArray());
  }

  @Test
  void refusesCostsOutOfBounds() {
    assertRefused(() -> new Argon2Cost(8 * 1024 - 1, 3, 1), "memoryKibibytes");
    assertRefused(() -> new Argon2Cost(1024 * 1024 + 1, 3, 1), "memoryKibibytes");
    assertRefused(() -> new Argon2Cost(Integer.MIN_VALUE, 3, 1), "memoryKibibytes");
    assertRefused(() -> new Argon2Cost(64 * 1024, 0, 1), "passes");
    assertRefused(() -> new Argon2Cost(64 * 1024, 17, 1), "passes");
    assertRefused(() -> new Argon2Cost(64 * 1024, 3, 0), "lanes");
    assertRefused(() -> new Argon2Cost(64 * 1024, 3, 5), "lanes");
  }

  @Test
  void refusesSaltsOfOtherLengths() {
    assertRefused(() -> key("x", SALT.slice(0, 15), Argon2Cost.LEAST), "16 bytes");
  }

  private static Bytes sealed() {
    try (AeadKey key = key("correct horse", SALT, Argon2Cost.LEAST)) {
      return key.seal(Bytes.EMPTY, SECRET);
    }
  }

  private static AeadKey key(String password, Bytes salt, Argon2Cost cost) {
    return PasswordKey.derive(password.toCharArray(), salt, cost);
  }

  private static void assertFails(AeadKey key, Bytes sealed) {
    try (key) {
      assertThatThrownBy(() -> key.open(Bytes.EMPTY, sealed))
          .isExactlyInstanceOf(DecryptionException.class);
    }
  }

  private static void assertRefused(ThrowingCallable call, String part) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }
}
