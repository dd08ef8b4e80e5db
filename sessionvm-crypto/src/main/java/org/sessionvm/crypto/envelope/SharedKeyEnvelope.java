package org.sessionvm.crypto.envelope;

import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;
import org.sessionvm.primitives.SessionId;

/**
 * A message under a key of its session, which every participant opens, its sender too.
 *
 * <pre>
 * magic       4   ASCII "SVK1"
 * commitment  32  {@link SessionSecret#commitment}
 * body            nonce (24) ‖ XChaCha20-Poly1305 under the secret
 * </pre>
 *
 * The associated data of the body is {@code "sessionvm.session-message.v1"}, the magic and the
 * commitment, then session id (32), generation (u32, big-endian) and sender id (32). By the
 * commitment a message opens under one secret alone: no sender can make readers, who were given
 * different secrets, read different texts in it.
 */
public final class SessionKeyEnvelope {
  private static final Bytes MAGIC = ByteWriter.utf8("SVK1");
  private static final Bytes LABEL = ByteWriter.utf8("sessionvm.session-message.v1");
  private static final int HEAD_BYTES = 4 + 32;

  /** How much longer than its plaintext an envelope is, whatever the number of participants. */
  public static final int OVERHEAD_BYTES = HEAD_BYTES + AeadKey.OVERHEAD_BYTES;

  private SessionKeyEnvelope() {}

  /** Encrypts for everyone who has the secret; the caller keeps and wipes the plaintext. */
  public static Bytes encrypt(
      SessionSecret secret,
      SessionId session,
      int generation,
      ParticipantId sender,
      byte[] plaintext) {
    Bytes head = MAGIC.concat(secret.commitment());
    try (AeadKey key = secret.key()) {
      return head.concat(key.seal(associated(head, session, generation, sender), plaintext));
    }
  }

  /**
   * The plaintext, which the caller wipes.
   *
   * @throws DecryptionException whatever the reason: malformed, under another secret, changed, or
   *     from another session, generation or sender than said
   */
  public static byte[] decrypt(
      SessionSecret secret, SessionId session, int generation, ParticipantId sender, Bytes envelope)
      throws DecryptionException {
    Bytes head = MAGIC.concat(secret.commitment());
    if (envelope.size() < OVERHEAD_BYTES || !envelope.slice(0, HEAD_BYTES).equals(head)) {
      throw new DecryptionException();
    }
    try (AeadKey key = secret.key()) {
      return key.open(
          associated(head, session, generation, sender),
          envelope.slice(HEAD_BYTES, envelope.size()));
    }
  }

  private static Bytes associated(
      Bytes head, SessionId session, int generation, ParticipantId sender) {
    return new ByteWriter().raw(LABEL).raw(head).id(session).u32(generation).id(sender).toBytes();
  }
}
