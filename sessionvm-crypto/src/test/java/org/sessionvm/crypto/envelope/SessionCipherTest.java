package org.sessionvm.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.SessionId;

class SessionCipherTest {
  private static final Identity ALICE = Identity.generate();
  private static final Identity BOB = Identity.generate();
  private static final Identity CAROL = Identity.generate();
  private static final SessionId SESSION = new SessionId(Bytes.copyOf(new byte[32]));
  private static final byte[] TEXT = "see you at eight".getBytes(StandardCharsets.UTF_8);

  @AfterAll
  static void close() {
    List.of(ALICE, BOB, CAROL).forEach(Identity::close);
  }

  @Test
  void isTheReferenceEnvelopeBetweenTwo() throws Exception {
    Bytes ciphertext = encrypt(ALICE, BOB);

    assertThat(ciphertext.size()).isEqualTo(TEXT.length + SessionCipher.overheadBytes(2));
    assertThat(Envelope.decrypt(BOB, ciphertext)).isEqualTo(TEXT);
    assertThat(read(BOB, 2, ciphertext)).isEqualTo(TEXT);
  }

  @Test
  void saysBeforehandThatTheSenderOfAPairCannotReadBack() {
    assertThat(SessionCipher.isReadable(ALICE.participant(), ALICE.participant(), 2)).isFalse();
    assertThat(SessionCipher.isReadable(BOB.participant(), ALICE.participant(), 2)).isTrue();
    assertThat(SessionCipher.isReadable(ALICE.participant(), ALICE.participant(), 3)).isTrue();
    assertThat(SessionCipher.isReadable(ALICE.participant(), ALICE.participant(), 1)).isTrue();
    assertThatThrownBy(() -> read(ALICE, 2, encrypt(ALICE, BOB)))
        .isExactlyInstanceOf(DecryptionException.class);
  }

  @Test
  void isForOneselfInASessionOfOne() throws Exception {
    assertThat(read(ALICE, 1, encrypt(ALICE))).isEqualTo(TEXT);
  }

  @Test
  void isForAllOfThreeTheSenderToo() throws Exception {
    Bytes ciphertext = encrypt(ALICE, BOB, CAROL);

    assertThat(ciphertext.size()).isEqualTo(TEXT.length + SessionCipher.overheadBytes(3));
    for (Identity reader : List.of(ALICE, BOB, CAROL)) {
      assertThat(read(reader, 3, ciphertext)).isEqualTo(TEXT);
    }
  }

  @Test
  void refusesASenderWhoIsNoParticipant() {
    assertThatThrownBy(
            () ->
                SessionCipher.encrypt(
                    SESSION,
                    ALICE.participant(),
                    GroupEnvelopeTest.keys(List.of(BOB, CAROL)),
                    TEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Bytes encrypt(Identity... participants) {
    return SessionCipher.encrypt(
        SESSION, ALICE.participant(), GroupEnvelopeTest.keys(List.of(participants)), TEXT);
  }

  private static byte[] read(Identity reader, int participants, Bytes ciphertext)
      throws DecryptionException {
    return SessionCipher.decrypt(reader, SESSION, ALICE.participant(), participants, ciphertext);
  }
}
