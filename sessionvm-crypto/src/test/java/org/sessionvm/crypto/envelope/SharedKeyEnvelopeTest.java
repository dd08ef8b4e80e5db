package org.sessionvm.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ChannelId;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

class SharedKeyEnvelopeTest {
  private static final Identity ALICE = Identity.generate();
  private static final Identity BOB = Identity.generate();
  private static final KeyScope SESSION = session(1);
  private static final KeyScope CHANNEL =
      new KeyScope.OfChannel(new ChannelId(SESSION.id().bytes()));
  private static final KeyGenerationId ID = new KeyGenerationId(SESSION, 3, ALICE.participant());
  private static final byte[] TEXT = "see you at eight".getBytes(StandardCharsets.UTF_8);

  @AfterAll
  static void close() {
    ALICE.close();
    BOB.close();
  }

  @Test
  void opensForWhoeverWasGivenTheSecret() throws Exception {
    try (SharedSecret secret = SharedSecret.generate(SESSION);
        SharedSecret bobs = SharedSecret.unwrap(BOB, ID, wrapped(secret))) {
      Bytes envelope = encrypted(secret);

      assertThat(envelope.size()).isEqualTo(TEXT.length + SharedKeyEnvelope.OVERHEAD_BYTES);
      assertThat(decrypted(bobs, envelope)).isEqualTo(TEXT);
      assertThat(decrypted(secret, envelope)).as("the sender reads it back").isEqualTo(TEXT);
    }
  }

  @Test
  void hasTheDocumentedLayout() throws Exception {
    try (SharedSecret secret = SharedSecret.generate(SESSION)) {
      Bytes wrappedTo = ascii("sessionvm.session-key.v1").concat(SESSION.id().bytes());
      Bytes place = wrappedTo.concat(Bytes.fromHex("00000003")).concat(id(ALICE)).concat(id(BOB));
      byte[] raw = Envelope.decrypt(BOB, place, wrapped(secret));
      Bytes commitment =
          new Blake2bHashing()
              .blake2b256(ascii("sessionvm.session-key.commitment.v1"), Bytes.copyOf(raw));
      Bytes head = ascii("SVK1").concat(commitment);
      Bytes associated =
          ascii("sessionvm.session-message.v1")
              .concat(head)
              .concat(SESSION.id().bytes())
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
  void hasLabelsOfItsOwnInAChannel() throws Exception {
    try (SharedSecret secret = SharedSecret.generate(CHANNEL)) {
      KeyGenerationId id = new KeyGenerationId(CHANNEL, 3, ALICE.participant());
      Bytes envelope = SharedKeyEnvelope.encrypt(secret, 3, ALICE.participant(), TEXT);
      Bytes wrapped = secret.wrap(id, BOB.participant(), BOB.keys().kem());
      Bytes wrappedTo = ascii("sessionvm.channel-key.v1").concat(id.toBytes()).concat(id(BOB));
      byte[] raw = Envelope.decrypt(BOB, wrappedTo, wrapped);
      Bytes commitment =
          new Blake2bHashing()
              .blake2b256(ascii("sessionvm.channel-key.commitment.v1"), Bytes.copyOf(raw));
      Bytes head = ascii("SVC1").concat(commitment);
      Bytes associated =
          ascii("sessionvm.channel-message.v1")
              .concat(head)
              .concat(CHANNEL.id().bytes())
              .concat(Bytes.fromHex("00000003"))
              .concat(id(ALICE));

      assertThat(envelope.slice(0, 36)).isEqualTo(head);
      try (AeadKey key = AeadKey.wrap(raw)) {
        assertThat(key.open(associated, envelope.slice(36, envelope.size()))).isEqualTo(TEXT);
      }
    }
  }

  @Test
  void belongsToItsSessionGenerationAndSender() throws Exception {
    try (SharedSecret secret = SharedSecret.generate(SESSION)) {
      Bytes envelope = encrypted(secret);
      ParticipantId sender = ALICE.participant();

      assertFails(() -> SharedKeyEnvelope.decrypt(secret, 4, sender, envelope));
      assertFails(() -> SharedKeyEnvelope.decrypt(secret, 3, BOB.participant(), envelope));
      for (KeyScope other : List.of(session(2), CHANNEL)) {
        // The same 32 bytes elsewhere, as whoever has them could wrap them.
        try (SharedSecret same = rescoped(secret, other)) {
          assertFails(() -> SharedKeyEnvelope.decrypt(same, 3, sender, envelope));
        }
      }
    }
  }

  private static SharedSecret rescoped(SharedSecret secret, KeyScope scope) throws Exception {
    KeyGenerationId id = new KeyGenerationId(scope, 3, ALICE.participant());
    byte[] raw = Envelope.decrypt(BOB, place(ID), wrapped(secret));
    return SharedSecret.unwrap(
        BOB, id, Envelope.encryptTo(BOB.keys().kem(), place(id), raw, new SecureRandom()));
  }

  private static Bytes place(KeyGenerationId id) {
    return id.scope().label("key.v1").concat(id.toBytes()).concat(id(BOB));
  }

  @Test
  void refusesAFlippedBitAndATruncationAnywhere() {
    try (SharedSecret secret = SharedSecret.generate(SESSION)) {
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
    try (SharedSecret committed = SharedSecret.generate(SESSION);
        SharedSecret other = SharedSecret.generate(SESSION)) {
      Bytes body = encrypted(other).slice(36, encrypted(other).size());
      Bytes head = encrypted(committed).slice(0, 36);

      assertFails(() -> decrypted(other, head.concat(body)));
      assertFails(() -> decrypted(committed, head.concat(body)));
    }
  }

  @Test
  void aWrappedSecretIsOfOneKeyAndOneReader() {
    try (SharedSecret secret = SharedSecret.generate(SESSION)) {
      Bytes wrapped = wrapped(secret);
      ParticipantId alice = ALICE.participant();

      assertThat(wrapped.size()).isEqualTo(SharedSecret.WRAPPED_BYTES).isEqualTo(1160);
      assertFails(() -> unwrap(ALICE, ID, wrapped));
      assertFails(() -> unwrap(BOB, new KeyGenerationId(SESSION, 4, alice), wrapped));
      assertFails(() -> unwrap(BOB, new KeyGenerationId(session(2), 3, alice), wrapped));
      assertFails(() -> unwrap(BOB, new KeyGenerationId(CHANNEL, 3, alice), wrapped));
      assertFails(() -> unwrap(BOB, new KeyGenerationId(SESSION, 3, BOB.participant()), wrapped));
      assertFails(() -> unwrap(BOB, ID, wrapped.slice(0, 1159)));
      assertFails(() -> unwrap(BOB, ID, Envelope.encryptTo(BOB.keys().kem(), new byte[32])));
      assertFails(() -> Envelope.decrypt(BOB, wrapped));
    }
  }

  @Test
  void isOfNoUseOnceItIsClosed() {
    SharedSecret secret = SharedSecret.generate(SESSION);
    secret.close();

    assertThatThrownBy(secret::commitment).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> encrypted(secret)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> wrapped(secret)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                secret.wrap(
                    new KeyGenerationId(CHANNEL, 3, ALICE.participant()),
                    BOB.participant(),
                    BOB.keys().kem()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KeyGenerationId(SESSION, 0, ALICE.participant()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Bytes wrapped(SharedSecret secret) {
    return secret.wrap(ID, BOB.participant(), BOB.keys().kem());
  }

  private static void unwrap(Identity reader, KeyGenerationId id, Bytes wrapped)
      throws DecryptionException {
    SharedSecret.unwrap(reader, id, wrapped).close();
  }

  private static Bytes encrypted(SharedSecret secret) {
    return SharedKeyEnvelope.encrypt(secret, 3, ALICE.participant(), TEXT);
  }

  private static byte[] decrypted(SharedSecret secret, Bytes envelope) throws DecryptionException {
    return SharedKeyEnvelope.decrypt(secret, 3, ALICE.participant(), envelope);
  }

  private static Bytes id(Identity identity) {
    return identity.participant().bytes();
  }

  private static Bytes ascii(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static KeyScope session(int number) {
    byte[] id = new byte[32];
    id[31] = (byte) number;
    return new KeyScope.OfSession(new SessionId(Bytes.wrap(id)));
  }

  private static void assertFails(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(DecryptionException.class)
        .hasMessage("decryption failed")
        .hasNoCause();
  }
}
