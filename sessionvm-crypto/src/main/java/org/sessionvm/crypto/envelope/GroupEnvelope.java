package org.sessionvm.crypto.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.Identifier;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

/**
 * A message for several recipients: encrypted once under a fresh content key, which each recipient
 * gets in an {@link Envelope}. Integers are big-endian.
 *
 * <pre>
 * magic       4     ASCII "SVG1"
 * count       2     recipients, 1 to 100
 * commitment  32    BLAKE2b-256("sessionvm.group.v1" ‖ content key)
 * recipients        count times, in ascending order of id, none twice:
 *   id        32
 *   key       1160  Envelope to that participant of the 32-byte content key
 * body              nonce (24) ‖ XChaCha20-Poly1305 under the content key
 * </pre>
 *
 * The associated data of the body is everything before it, then session id (32) and sender id (32),
 * so that the message cannot be passed off as another sender's or another session's. By the
 * commitment no sender can make recipients read different texts in one message.
 */
public final class GroupEnvelope {
  /** Most recipients, the sender among them: as many as a session has participants. */
  public static final int RECIPIENTS_MAX = 100;

  private static final int MAGIC = 0x53564731;
  private static final Bytes COMMITMENT_LABEL =
      Bytes.wrap("sessionvm.group.v1".getBytes(StandardCharsets.US_ASCII));
  private static final int HEADER_BYTES = 4 + 2 + 32;
  private static final int WRAPPED_KEY_BYTES = Envelope.OVERHEAD_BYTES + AeadKey.KEY_BYTES;
  private static final int ENTRY_BYTES = Identifier.BYTES + WRAPPED_KEY_BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();

  private GroupEnvelope() {}

  /** How much longer than its plaintext an envelope to so many recipients is. */
  public static int overheadBytes(int recipients) {
    return HEADER_BYTES + recipients * ENTRY_BYTES + AeadKey.OVERHEAD_BYTES;
  }

  /**
   * Encrypts for every participant in {@code recipients}. Include the sender for him to read his
   * own message.
   *
   * @throws IllegalArgumentException when there are none or more than {@link #RECIPIENTS_MAX}
   */
  public static Bytes encrypt(
      SessionId session,
      ParticipantId sender,
      Map<ParticipantId, MlKemPublicKey> recipients,
      byte[] plaintext) {
    return encrypt(session, sender, recipients, plaintext, RANDOM);
  }

  /** Draws the content key, then each recipient's coins and nonce, then the body's nonce. */
  static Bytes encrypt(
      SessionId session,
      ParticipantId sender,
      Map<ParticipantId, MlKemPublicKey> recipients,
      byte[] plaintext,
      SecureRandom random) {
    if (recipients.isEmpty() || recipients.size() > RECIPIENTS_MAX) {
      throw new IllegalArgumentException(
          "1 to %d recipients, not %d".formatted(RECIPIENTS_MAX, recipients.size()));
    }
    byte[] contentKey = new byte[AeadKey.KEY_BYTES];
    random.nextBytes(contentKey);
    try (AeadKey key = AeadKey.wrap(contentKey)) {
      Bytes head = head(contentKey, recipients, random);
      Bytes associated = associated(head, session, sender);
      return head.concat(key.seal(associated, plaintext, random));
    }
  }

  /**
   * The plaintext, which the caller wipes.
   *
   * @throws DecryptionException whatever the reason: malformed, not for this reader, changed, or
   *     from another session or sender than said
   */
  public static byte[] decrypt(
      Identity reader, SessionId session, ParticipantId sender, Bytes envelope)
      throws DecryptionException {
    int headBytes = headBytes(envelope);
    Bytes head = envelope.slice(0, headBytes);
    byte[] contentKey = Envelope.decrypt(reader, wrappedKey(head, reader.participant()));
    try (AeadKey key = AeadKey.wrap(contentKey)) {
      if (!commitment(contentKey).equals(head.slice(6, HEADER_BYTES))) {
        throw new DecryptionException();
      }
      return key.open(
          associated(head, session, sender), envelope.slice(headBytes, envelope.size()));
    }
  }

  private static Bytes head(
      byte[] contentKey, Map<ParticipantId, MlKemPublicKey> recipients, SecureRandom random) {
    SortedMap<Bytes, MlKemPublicKey> sorted = new TreeMap<>();
    recipients.forEach((id, key) -> sorted.put(id.bytes(), key));
    ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES + sorted.size() * ENTRY_BYTES);
    head.putInt(MAGIC).putShort((short) sorted.size());
    head.put(commitment(contentKey).unsafeArray());
    sorted.forEach(
        (id, key) -> {
          head.put(id.unsafeArray());
          head.put(Envelope.encryptTo(key, contentKey, random).unsafeArray());
        });
    return Bytes.wrap(head.array());
  }

  /** Length of everything before the body, once the layout is known to be the only valid one. */
  private static int headBytes(Bytes envelope) throws DecryptionException {
    if (envelope.size() < overheadBytes(1)) {
      throw new DecryptionException();
    }
    ByteBuffer reader = ByteBuffer.wrap(envelope.unsafeArray());
    int magic = reader.getInt();
    int count = Short.toUnsignedInt(reader.getShort());
    if (magic != MAGIC
        || count < 1
        || count > RECIPIENTS_MAX
        || envelope.size() < overheadBytes(count)
        || !idsAscend(envelope, count)) {
      throw new DecryptionException();
    }
    return HEADER_BYTES + count * ENTRY_BYTES;
  }

  private static boolean idsAscend(Bytes envelope, int count) {
    for (int i = 1; i < count; i++) {
      if (id(envelope, i - 1).compareTo(id(envelope, i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static Bytes wrappedKey(Bytes head, ParticipantId reader) throws DecryptionException {
    int count = (head.size() - HEADER_BYTES) / ENTRY_BYTES;
    for (int i = 0; i < count; i++) {
      if (id(head, i).equals(reader.bytes())) {
        int start = HEADER_BYTES + i * ENTRY_BYTES + Identifier.BYTES;
        return head.slice(start, start + WRAPPED_KEY_BYTES);
      }
    }
    throw new DecryptionException();
  }

  private static Bytes id(Bytes envelope, int index) {
    int start = HEADER_BYTES + index * ENTRY_BYTES;
    return envelope.slice(start, start + Identifier.BYTES);
  }

  private static Bytes associated(Bytes head, SessionId session, ParticipantId sender) {
    return head.concat(session.bytes()).concat(sender.bytes());
  }

  /** Hashes a copy, for {@link Bytes} is no place for a secret to stay in. */
  private static Bytes commitment(byte[] contentKey) {
    byte[] copy = contentKey.clone();
    try {
      return new Blake2bHashing().blake2b256(COMMITMENT_LABEL, Bytes.wrap(copy));
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }
}
