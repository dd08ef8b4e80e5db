package org.sessionvm.crypto.envelope;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sessionvm.codec.ByteWriter;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;

/**
 * The 32 secret bytes that participants share under one number of a session's keys. Each gets them
 * in an ML-KEM-768 envelope to its own key, with the associated data {@code
 * "sessionvm.session-key.v1"} ‖ {@link KeyGenerationId#toBytes} ‖ recipient id, so that no envelope
 * of something else passes for one.
 *
 * <p>No forward secrecy: who takes a participant's identity key opens the envelopes, which the
 * chain keeps as long as the session. Not safe to close while in use.
 */
public final class SessionSecret implements AutoCloseable {
  /** Length of a wrapped secret. */
  public static final int WRAPPED_BYTES = Envelope.OVERHEAD_BYTES + AeadKey.KEY_BYTES;

  private static final Bytes WRAP_LABEL = ByteWriter.utf8("sessionvm.session-key.v1");
  private static final Bytes COMMITMENT_LABEL =
      ByteWriter.utf8("sessionvm.session-key.commitment.v1");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] secret;
  private boolean closed;

  private SessionSecret(byte[] secret) {
    this.secret = secret;
  }

  /** A fresh one. */
  public static SessionSecret generate() {
    byte[] secret = new byte[AeadKey.KEY_BYTES];
    RANDOM.nextBytes(secret);
    return new SessionSecret(secret);
  }

  /** Encrypts it for one participant: {@link #WRAPPED_BYTES} bytes. */
  public Bytes wrap(KeyGenerationId id, ParticipantId recipient, MlKemPublicKey key) {
    return Envelope.encryptTo(key, associated(id, recipient), open(), RANDOM);
  }

  /**
   * What {@link #wrap} encrypted for {@code reader}. Proves nothing of who did.
   *
   * @throws DecryptionException whatever the reason: malformed, changed, of another key or reader
   */
  public static SessionSecret unwrap(Identity reader, KeyGenerationId id, Bytes wrapped)
      throws DecryptionException {
    if (wrapped.size() != WRAPPED_BYTES) {
      throw new DecryptionException();
    }
    return new SessionSecret(
        Envelope.decrypt(reader, associated(id, reader.participant()), wrapped));
  }

  /**
   * BLAKE2b-256({@code "sessionvm.session-key.commitment.v1"} ‖ secret), 32 public bytes that fit
   * no other secret.
   */
  public Bytes commitment() {
    byte[] copy = open().clone();
    try {
      return new Blake2bHashing().blake2b256(COMMITMENT_LABEL, Bytes.wrap(copy));
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /** A key of its own copy, to be closed. */
  AeadKey key() {
    return AeadKey.wrap(open().clone());
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(secret, (byte) 0);
  }

  private byte[] open() {
    if (closed) {
      throw new IllegalStateException("the secret is closed");
    }
    return secret;
  }

  private static Bytes associated(KeyGenerationId id, ParticipantId recipient) {
    return WRAP_LABEL.concat(id.toBytes()).concat(recipient.bytes());
  }
}
