package org.sessionvm.crypto.envelope;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.MlKemPublicKey;
import org.sessionvm.primitives.ParticipantId;

/**
 * The 32 secret bytes that the participants of a session or the members of a channel share under
 * one number of its keys. Each gets them in an ML-KEM-768 envelope to its own key, with the
 * associated data {@code "sessionvm.session-key.v1"} or {@code "sessionvm.channel-key.v1"} ‖ {@link
 * KeyGenerationId#toBytes} ‖ recipient id, so that no envelope of something else passes for one.
 *
 * <p>No forward secrecy: who takes the identity of one of them opens the envelopes, which the chain
 * keeps. Not safe to close while in use.
 */
public final class SharedSecret implements AutoCloseable {
  /** Length of a wrapped secret. */
  public static final int WRAPPED_BYTES = Envelope.OVERHEAD_BYTES + AeadKey.KEY_BYTES;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyScope scope;
  private final byte[] secret;
  private boolean closed;

  private SharedSecret(KeyScope scope, byte[] secret) {
    this.scope = scope;
    this.secret = secret;
  }

  /** A fresh one. */
  public static SharedSecret generate(KeyScope scope) {
    byte[] secret = new byte[AeadKey.KEY_BYTES];
    RANDOM.nextBytes(secret);
    return new SharedSecret(scope, secret);
  }

  /** Whose messages it encrypts. */
  KeyScope scope() {
    return scope;
  }

  /** Encrypts it for one participant or member: {@link #WRAPPED_BYTES} bytes. */
  public Bytes wrap(KeyGenerationId id, ParticipantId recipient, MlKemPublicKey key) {
    if (!id.scope().equals(scope)) {
      throw new IllegalArgumentException("the secret is of another session or channel");
    }
    return Envelope.encryptTo(key, associated(id, recipient), open(), RANDOM);
  }

  /**
   * What {@link #wrap} encrypted for {@code reader}. Proves nothing of who did.
   *
   * @throws DecryptionException whatever the reason: malformed, changed, of another key or reader
   */
  public static SharedSecret unwrap(Identity reader, KeyGenerationId id, Bytes wrapped)
      throws DecryptionException {
    if (wrapped.size() != WRAPPED_BYTES) {
      throw new DecryptionException();
    }
    return new SharedSecret(
        id.scope(), Envelope.decrypt(reader, associated(id, reader.participant()), wrapped));
  }

  /**
   * BLAKE2b-256({@code "sessionvm.session-key.commitment.v1"} or {@code
   * "sessionvm.channel-key.commitment.v1"} ‖ secret), 32 public bytes that fit no other secret.
   */
  public Bytes commitment() {
    byte[] copy = open().clone();
    try {
      return new Blake2bHashing().blake2b256(scope.label("key.commitment.v1"), Bytes.wrap(copy));
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
    return id.scope().label("key.v1").concat(id.toBytes()).concat(recipient.bytes());
  }
}
