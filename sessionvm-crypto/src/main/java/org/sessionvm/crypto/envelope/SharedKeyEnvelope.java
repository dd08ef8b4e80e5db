package org.sessionvm.crypto.envelope;

import org.sessionvm.codec.ByteWriter;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.ParticipantId;

/**
 * A message under a key of its session or channel, which everyone who has the key opens, its sender
 * too.
 *
 * <pre>
 * magic       4   ASCII "SVK1" in a session, "SVC1" in a channel
 * commitment  32  {@link SharedSecret#commitment}
 * body            nonce (24) ‖ XChaCha20-Poly1305 under the secret
 * </pre>
 *
 * The associated data of the body is {@code "sessionvm.session-message.v1"} or {@code
 * "sessionvm.channel-message.v1"}, the magic and the commitment, then the id of the session or
 * channel (32), generation (u32, big-endian) and sender id (32). By the commitment a message opens
 * under one secret alone: no sender can make readers, who were given different secrets, read
 * different texts in it.
 */
public final class SharedKeyEnvelope {
  private static final int HEAD_BYTES = 4 + 32;

  /** How much longer than its plaintext an envelope is, however many may open it. */
  public static final int OVERHEAD_BYTES = HEAD_BYTES + AeadKey.OVERHEAD_BYTES;

  private SharedKeyEnvelope() {}

  /** Encrypts for everyone who has the secret; the caller keeps and wipes the plaintext. */
  public static Bytes encrypt(
      SharedSecret secret, int generation, ParticipantId sender, byte[] plaintext) {
    Bytes head = head(secret);
    try (AeadKey key = secret.key()) {
      return head.concat(key.seal(associated(secret.scope(), head, generation, sender), plaintext));
    }
  }

  /**
   * The plaintext, which the caller wipes.
   *
   * @throws DecryptionException whatever the reason: malformed, under another secret, changed, or
   *     from another session or channel, generation or sender than said
   */
  public static byte[] decrypt(
      SharedSecret secret, int generation, ParticipantId sender, Bytes envelope)
      throws DecryptionException {
    Bytes head = head(secret);
    if (envelope.size() < OVERHEAD_BYTES || !envelope.slice(0, HEAD_BYTES).equals(head)) {
      throw new DecryptionException();
    }
    try (AeadKey key = secret.key()) {
      return key.open(
          associated(secret.scope(), head, generation, sender),
          envelope.slice(HEAD_BYTES, envelope.size()));
    }
  }

  private static Bytes head(SharedSecret secret) {
    return secret.scope().magic().concat(secret.commitment());
  }

  private static Bytes associated(
      KeyScope scope, Bytes head, int generation, ParticipantId sender) {
    return new ByteWriter()
        .raw(scope.label("message.v1"))
        .raw(head)
        .id(scope.id())
        .u32(generation)
        .id(sender)
        .toBytes();
  }
}
