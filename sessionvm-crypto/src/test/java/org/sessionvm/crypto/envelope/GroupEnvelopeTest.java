package org.sessionvm.crypto.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

class GroupEnvelopeTest {
  private static final List<Identity> GROUP = Stream.generate(Identity::generate).limit(4).toList();
  private static final Identity STRANGER = Identity.generate();
  private static final Identity SENDER = GROUP.getFirst();
  private static final Identity READER = GROUP.getLast();
  private static final SessionId SESSION = session(1);
  private static final byte[] TEXT = "see you all at eight".getBytes(StandardCharsets.UTF_8);
  private static final int ENTRY = 1192;

  @AfterAll
  static void close() {
    GROUP.forEach(Identity::close);
    STRANGER.close();
  }

  @Test
  void opensForEveryRecipientTheSenderToo() throws Exception {
    Bytes envelope = encrypted();

    assertThat(envelope.size()).isEqualTo(TEXT.length + GroupEnvelope.overheadBytes(4));
    for (Identity reader : GROUP) {
      assertThat(decrypt(reader, envelope)).isEqualTo(TEXT);
    }
    assertFails(STRANGER, envelope);
  }

  @Test
  void hasTheDocumentedLayout() throws Exception {
    Bytes envelope = encrypted();

    assertThat(envelope.slice(0, 6).toHex()).isEqualTo("53564731" + "0004");
    for (int i = 0; i < 4; i++) {
      int start = 38 + i * ENTRY;
      Identity recipient = withId(envelope.slice(start, start + 32));
      byte[] key = Envelope.decrypt(recipient, envelope.slice(start + 32, start + ENTRY));
      Bytes label = Bytes.wrap("sessionvm.group.v1".getBytes(StandardCharsets.US_ASCII));

      assertThat(new Blake2bHashing().blake2b256(label, Bytes.copyOf(key)))
          .isEqualTo(envelope.slice(6, 38));
      assertThat(openBody(envelope, key)).isEqualTo(TEXT);
    }
    for (int i = 1; i < 4; i++) {
      assertThat(envelope.slice(38 + i * ENTRY, 70 + i * ENTRY))
          .isGreaterThan(envelope.slice(38 + (i - 1) * ENTRY, 70 + (i - 1) * ENTRY));
    }
  }

  @Test
  void belongsToItsSessionAndSender() {
    Bytes envelope = encrypted();

    assertThatThrownBy(
            () -> GroupEnvelope.decrypt(READER, session(2), SENDER.participant(), envelope))
        .isExactlyInstanceOf(DecryptionException.class);
    assertThatThrownBy(
            () -> GroupEnvelope.decrypt(READER, SESSION, STRANGER.participant(), envelope))
        .isExactlyInstanceOf(DecryptionException.class);
  }

  @Test
  void refusesAFlippedBitInHeaderOwnEntryAndBody() {
    Bytes envelope = encrypted();
    Random random = new Random(11);

    for (int i = 0; i < 300; i++) {
      byte[] changed = envelope.toByteArray();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      assertFails(READER, Bytes.wrap(changed));
    }
  }

  /** A sender could seal any order, so that one message had several encodings. */
  @Test
  void refusesAnotherOrderOfRecipientsAndRepeatedOnes() throws Exception {
    Bytes envelope = encrypted();
    Bytes first = envelope.slice(38, 38 + ENTRY);
    Bytes second = envelope.slice(38 + ENTRY, 38 + 2 * ENTRY);
    int entry = entryOf(READER, envelope);
    byte[] contentKey = Envelope.decrypt(READER, envelope.slice(entry + 32, entry + ENTRY));
    Bytes rest = envelope.slice(38 + 2 * ENTRY, 38 + 4 * ENTRY);
    Bytes start = envelope.slice(0, 38);

    assertThat(decrypt(READER, resealed(contentKey, start.concat(first).concat(second), rest)))
        .isEqualTo(TEXT);
    assertFails(READER, resealed(contentKey, start.concat(second).concat(first), rest));
    Bytes own = envelope.slice(entry, entry + ENTRY);
    assertFails(READER, resealed(contentKey, start.concat(own).concat(own), own.concat(own)));
  }

  @Test
  void refusesCountsThatTheBytesDoNotHold() {
    Bytes envelope = encrypted();

    for (int count : new int[] {0, 1, 3, 5, 100, 101, 0xffff}) {
      byte[] changed = envelope.toByteArray();
      changed[4] = (byte) (count >> 8);
      changed[5] = (byte) count;
      assertFails(READER, Bytes.wrap(changed));
    }
  }

  @Test
  void refusesEveryTruncation() {
    Bytes envelope = encrypted();

    for (int length = 0; length < envelope.size(); length += 101) {
      assertFails(READER, envelope.slice(0, length));
    }
  }

  /** A dishonest sender wraps another key for one recipient, to show it another text. */
  @Test
  void refusesAContentKeyOtherThanTheCommittedOne() {
    byte[] forged = encrypted().toByteArray();
    int entry = entryOf(READER, Bytes.copyOf(forged));
    Bytes otherKey = Envelope.encryptTo(READER.keys().kem(), new byte[AeadKey.KEY_BYTES]);
    System.arraycopy(otherKey.unsafeArray(), 0, forged, entry + 32, otherKey.size());
    int head = 38 + 4 * ENTRY;
    Bytes associated =
        Bytes.copyOf(forged)
            .slice(0, head)
            .concat(SESSION.bytes())
            .concat(SENDER.participant().bytes());
    try (AeadKey key = AeadKey.wrap(new byte[AeadKey.KEY_BYTES])) {
      assertFails(READER, Bytes.copyOf(forged).slice(0, head).concat(key.seal(associated, TEXT)));
    }
  }

  @Test
  void refusesNobodyAndTooManyRecipients() {
    Map<ParticipantId, MlKemPublicKey> many = new LinkedHashMap<>();
    for (int i = 0; i <= GroupEnvelope.RECIPIENTS_MAX; i++) {
      many.put(new ParticipantId(session(i).bytes()), READER.keys().kem());
    }

    for (Map<ParticipantId, MlKemPublicKey> recipients :
        List.of(many, Map.<ParticipantId, MlKemPublicKey>of())) {
      assertThatThrownBy(
              () -> GroupEnvelope.encrypt(SESSION, SENDER.participant(), recipients, TEXT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 100 recipients");
    }
  }

  @Test
  void leavesRoomForABodyWithTheMostRecipients() {
    assertThat(GroupEnvelope.overheadBytes(GroupEnvelope.RECIPIENTS_MAX)).isEqualTo(119_278);
  }

  private static Bytes encrypted() {
    return GroupEnvelope.encrypt(SESSION, SENDER.participant(), keys(GROUP), TEXT);
  }

  private static byte[] decrypt(Identity reader, Bytes envelope) throws DecryptionException {
    return GroupEnvelope.decrypt(reader, SESSION, SENDER.participant(), envelope);
  }

  private static Bytes resealed(byte[] contentKey, Bytes start, Bytes rest) {
    Bytes head = start.concat(rest);
    Bytes associated = head.concat(SESSION.bytes()).concat(SENDER.participant().bytes());
    try (AeadKey key = AeadKey.wrap(contentKey.clone())) {
      return head.concat(key.seal(associated, TEXT));
    }
  }

  private static byte[] openBody(Bytes envelope, byte[] contentKey) throws DecryptionException {
    int head = 38 + 4 * ENTRY;
    Bytes associated =
        envelope.slice(0, head).concat(SESSION.bytes()).concat(SENDER.participant().bytes());
    try (AeadKey key = AeadKey.wrap(contentKey)) {
      return key.open(associated, envelope.slice(head, envelope.size()));
    }
  }

  private static int entryOf(Identity reader, Bytes envelope) {
    for (int i = 0; i < GROUP.size(); i++) {
      int start = 38 + i * ENTRY;
      if (envelope.slice(start, start + 32).equals(reader.participant().bytes())) {
        return start;
      }
    }
    throw new AssertionError("the reader has no entry");
  }

  private static Identity withId(Bytes id) {
    return GROUP.stream()
        .filter(each -> each.participant().bytes().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static Map<ParticipantId, MlKemPublicKey> keys(List<Identity> identities) {
    Map<ParticipantId, MlKemPublicKey> keys = new LinkedHashMap<>();
    identities.forEach(each -> keys.put(each.participant(), each.keys().kem()));
    return keys;
  }

  private static SessionId session(int number) {
    byte[] id = new byte[32];
    id[31] = (byte) number;
    return new SessionId(Bytes.wrap(id));
  }

  private static void assertFails(Identity reader, Bytes envelope) {
    assertThatThrownBy(() -> decrypt(reader, envelope))
        .isExactlyInstanceOf(DecryptionException.class)
        .hasMessage("decryption failed")
        .hasNoCause();
  }
}
