package org.sessionvm.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;

class EnvelopeTest {
  private static final Identity ALICE = Identity.generate();
  private static final Identity BOB = Identity.generate();
  private static final byte[] TEXT = "see you at eight".getBytes(StandardCharsets.UTF_8);

  @AfterAll
  static void close() {
    ALICE.close();
    BOB.close();
  }

  @Test
  void opensForItsRecipientAlone() throws Exception {
    Bytes envelope = Envelope.encryptTo(BOB.keys().kem(), TEXT);

    assertThat(envelope.size()).isEqualTo(TEXT.length + Envelope.OVERHEAD_BYTES);
    assertThat(Envelope.decrypt(BOB, envelope)).isEqualTo(TEXT);
    assertFails(ALICE, envelope);
  }

  @Test
  void encryptsTheSameDifferentlyEachTime() {
    assertThat(Envelope.encryptTo(BOB.keys().kem(), TEXT))
        .isNotEqualTo(Envelope.encryptTo(BOB.keys().kem(), TEXT));
  }

  @Test
  void refusesEveryLengthShorterThanAnEnvelope() {
    Bytes envelope = Envelope.encryptTo(BOB.keys().kem(), new byte[0]);

    for (int length = 0; length < Envelope.OVERHEAD_BYTES; length += 37) {
      assertFails(BOB, envelope.slice(0, length));
    }
    assertFails(BOB, envelope.slice(0, Envelope.OVERHEAD_BYTES - 1));
  }

  @Test
  void refusesAFlippedBitAnywhere() {
    Bytes envelope = Envelope.encryptTo(BOB.keys().kem(), TEXT);
    Random random = new Random(7);

    for (int i = 0; i < 200; i++) {
      byte[] changed = envelope.toByteArray();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      assertFails(BOB, Bytes.wrap(changed));
    }
  }

  @Test
  void bindsTheAssociatedData() throws Exception {
    Bytes associated = Bytes.fromHex("01");
    try (AeadKey key = AeadKey.wrap(new byte[AeadKey.KEY_BYTES])) {
      Bytes sealed = key.seal(associated, TEXT);

      assertThat(key.open(associated, sealed)).isEqualTo(TEXT);
      assertThatThrownBy(() -> key.open(Bytes.EMPTY, sealed))
          .isExactlyInstanceOf(DecryptionException.class);
    }
  }

  @Test
  void wipesTheKeyOnClose() {
    byte[] secret = {
      1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8
    };
    AeadKey key = AeadKey.wrap(secret);
    key.close();

    assertThat(secret).containsOnly(0);
    assertThatThrownBy(() -> key.seal(Bytes.EMPTY, TEXT)).isInstanceOf(IllegalStateException.class);
  }

  private static void assertFails(Identity reader, Bytes envelope) {
    assertThatThrownBy(() -> Envelope.decrypt(reader, envelope))
        .isExactlyInstanceOf(DecryptionException.class)
        .hasMessage("decryption failed")
        .hasNoCause();
  }
}
