package org.sessionvm.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

class SessionKeyEnvelopeTest {
  private static final Identity ALICE = Identity.generate();
  private static final Identity BOB = Identity.generate();
  private static final SessionId SESSION = session(1);
  private static final KeyGenerationId ID = new KeyGenerationId(SESSION, 3, ALICE.participant());
  private static final byte[] TEXT = "see you at eight".getBytes(StandardCharsets.UTF_8);

  @AfterAll
  static void close() {
    ALICE.close();
    BOB.close();
  }

  @Test
  void opensForWhoeverWasGivenTheSecret() throws Exception {
    try (SessionSecret secret = SessionSecret.generate();
        SessionSecret bobs = SessionSecret.unwrap(BOB, ID, wrapped(secret))) {
      Bytes envelope = encrypted(secret);

      assertThat(envelope.size()).isEqualTo(TEXT.length + SessionKeyEnvelope.OVERHEAD_BYTES);
      assertThat(decrypted(bobs, envelope)).isEqualTo(TEXT);
      assertThat(decrypted(secret, envelope)).as("the sender reads it back").isEqualTo(TEXT);
    }
  }

  @Test
  void hasTheDocumentedLayout() throws Exception {
    try (SessionSecret secret = SessionSecret.generate()) {
      Bytes wrappedTo = ascii("sessionvm.session-key.v1").concat(SESSION.bytes());
      Bytes place = wrappedTo.concat(Bytes.fromHex("00000003")).concat(id(ALICE)).concat(id(BOB));
      byte[] raw = Envelope.decrypt(BOB, place, wrapped(secret));
      Bytes commitment =
          new Blake2bHashing()
              .blake2b256(ascii("sessionvm.session-key.commitment.v1"), Bytes.copyOf(raw));
      Bytes head = ascii("SVK1").concat(commitment);
      Bytes associated =
          ascii("sessionvm.session-message.v1")
              .concat(head)
              .concat(SESSION.bytes())
              .concat(Bytes.fromHex("00000003"))
              .concat(id(ALICE));
      Bytes envelope = encrypted(secret);

      assertThat(envelope.slice(0, 36)).isEqualTo(head);
      try (AeadKey key = AeadKey.wrap(raw)) {
        assertThat(key.open(associated, envelope.slice(36, envelope.size()))).isEqualTo(TEXT);
      }
    }
  }

  @Test
  void belongsToItsSessionGenerationAndSender() {
    try (SessionSecret secret = SessionSecret.generate()) {
      Bytes envelope = encrypted(secret);
      ParticipantId sender = ALICE.participant();

      assertFails(() -> SessionKeyEnvelope.decrypt(secret, session(2), 3, sender, envelope));
      assertFails(() -> SessionKeyEnvelope.decrypt(secret, SESSION, 4, sender, envelope));
      assertFails(
          () -> SessionKeyEnvelope.decrypt(secret, SESSION, 3, BOB.participant(), envelope));
    }
  }

  @Test
  void refusesAFlippedBitAndATruncationAnywhere() {
    try (SessionSecret secret = SessionSecret.generate()) {
      Bytes envelope = encrypted(secret);
      Random random = new Random(7);

      for (int i = 0; i < envelope.size(); i++) {
        byte[] changed = envelope.toByteArray();
        changed[i] ^= (byte) (1 << random.nextInt(8));
        assertFails(() -> decrypted(secret, Bytes.wrap(changed)));
        Bytes shorter = envelope.slice(0, i);
        assertFails(() -> decrypted(secret, shorter));
      }
    }
  }

  /** A sender without scruples seals under one secret what it commits to another. */
  @Test
  void opensUnderTheCommittedSecretAlone() {
    try (SessionSecret committed = SessionSecret.generate();
        SessionSecret other = SessionSecret.generate()) {
      Bytes body = encrypted(other).slice(36, encrypted(other).size());
      Bytes head = encrypted(committed).slice(0, 36);

      assertFails(() -> decrypted(other, head.concat(body)));
      assertFails(() -> decrypted(committed, head.concat(body)));
    }
  }

  @Test
  void aWrappedSecretIsOfOneKeyAndOneReader() {
    try (SessionSecret secret = SessionSecret.generate()) {
      Bytes wrapped = wrapped(secret);
      ParticipantId alice = ALICE.participant();

      assertThat(wrapped.size()).isEqualTo(SessionSecret.WRAPPED_BYTES).isEqualTo(1160);
      assertFails(() -> unwrap(ALICE, ID, wrapped));
      assertFails(() -> unwrap(BOB, new KeyGenerationId(SESSION, 4, alice), wrapped));
      assertFails(() -> unwrap(BOB, new KeyGenerationId(session(2), 3, alice), wrapped));
      assertFails(() -> unwrap(BOB, new KeyGenerationId(SESSION, 3, BOB.participant()), wrapped));
      assertFails(() -> unwrap(BOB, ID, wrapped.slice(0, 1159)));
      assertFails(() -> unwrap(BOB, ID, Envelope.encryptTo(BOB.keys().kem(), new byte[32])));
      assertFails(() -> Envelope.decrypt(BOB, wrapped));
    }
  }

  @Test
  void isOfNoUseOnceItIsClosed() {
    SessionSecret secret = SessionSecret.generate();
    secret.close();

    assertThatThrownBy(secret::commitment).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> encrypted(secret)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> wrapped(secret)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new KeyGenerationId(SESSION, 0, ALICE.participant()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Bytes wrapped(SessionSecret secret) {
    return secret.wrap(ID, BOB.participant(), BOB.keys().kem());
  }

  private static void unwrap(Identity reader, KeyGenerationId id, Bytes wrapped)
      throws DecryptionException {
    SessionSecret.unwrap(reader, id, wrapped).close();
  }

  private static Bytes encrypted(SessionSecret secret) {
    return SessionKeyEnvelope.encrypt(secret, SESSION, 3, ALICE.participant(), TEXT);
  }

  private static byte[] decrypted(SessionSecret secret, Bytes envelope) throws DecryptionException {
    return SessionKeyEnvelope.decrypt(secret, SESSION, 3, ALICE.participant(), envelope);
  }

  private static Bytes id(Identity identity) {
    return identity.participant().bytes();
  }

  private static Bytes ascii(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static SessionId session(int number) {
    byte[] id = new byte[32];
    id[31] = (byte) number;
    return new SessionId(Bytes.wrap(id));
  }

  private static void assertFails(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(DecryptionException.class)
        .hasMessage("decryption failed")
        .hasNoCause();
  }
}
