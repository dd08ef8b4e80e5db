package org.sessionvm.crypto.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.sessionvm.crypto.Blake2bHashing;
import org.sessionvm.crypto.provider.BouncyCastleProvider;
import org.sessionvm.crypto.provider.SignatureProvider;
import org.sessionvm.crypto.provider.SigningKey;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;

/**
 * The secret keys of one 07 identity. Safe to use from any thread; {@link #close} waits for
 * operations under way, wipes the secrets, and every later use throws IllegalStateException.
 *
 * <p>Held as the seeds of FIPS 203 and FIPS 204, or, for an identity that the reference made and
 * gave out without its seeds, as the two expanded keys.
 */
public final class Identity implements AutoCloseable {
  /** What everything that the protocol signs begins with, and free text must not. */
  public static final Bytes PROTOCOL_PREFIX =
      Bytes.wrap("sessionvm.".getBytes(StandardCharsets.US_ASCII));

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final byte[] secret;
  private final DecapsulationKey decapsulationKey;
  private final SigningKey signingKey;
  private final IdentityKeys keys;
  private final ParticipantId participant;
  private boolean closed;

  /** Takes {@code secret} over, and wipes it when it is not an identity's. */
  private Identity(byte[] secret, SignatureProvider provider) {
    this.secret = secret;
    try {
      SecretParts parts = SecretParts.of(secret);
      this.decapsulationKey = parts.decapsulationKey();
      this.signingKey = parts.signingKey(provider);
      this.keys = new IdentityKeys(decapsulationKey.publicKey(), parts.dsaPublicKey());
      this.participant = keys.participant(new Blake2bHashing());
      if (!parts.areSeeds()) {
        KeyPairCheck.require(keys, decapsulationKey, signingKey);
      }
    } catch (RuntimeException e) {
      Arrays.fill(secret, (byte) 0);
      throw e;
    }
  }

  /** A new identity from fresh seeds. */
  public static Identity generate() {
    return generate(new BouncyCastleProvider());
  }

  /** A new identity from fresh seeds that signs by {@code provider}. */
  public static Identity generate(SignatureProvider provider) {
    byte[] seeds = new byte[SecretParts.SEEDS_BYTES];
    RANDOM.nextBytes(seeds);
    return new Identity(seeds, provider);
  }

  /**
   * An identity from its seeds, which are copied: the caller wipes its own.
   *
   * @param kemSeed d ‖ z of FIPS 203, algorithm 16: 64 bytes
   * @param dsaSeed ξ of FIPS 204, algorithm 1: 32 bytes
   * @throws IllegalArgumentException when either has another length
   */
  public static Identity fromSeeds(byte[] kemSeed, byte[] dsaSeed) {
    if (kemSeed.length != DecapsulationKey.SEED_BYTES || dsaSeed.length != SigningKey.SEED_BYTES) {
      throw new IllegalArgumentException(
          "an identity's seeds have 64 and 32 bytes, not %d and %d"
              .formatted(kemSeed.length, dsaSeed.length));
    }
    return new Identity(SecretParts.join(kemSeed, dsaSeed), new BouncyCastleProvider());
  }

  /**
   * An identity from the expanded keys that the reference gives out; they are copied.
   *
   * @param kemSecretKey 2400 bytes (FIPS 203, section 7.3), of which the hash of the public key in
   *     it is checked
   * @param dsaSecretKey 4032 bytes (FIPS 204, section 7.2)
   * @throws IllegalArgumentException when a length is wrong or a key does not hold together: what
   *     it signs or opens does not fit the public key in it
   */
  public static Identity fromExpandedKeys(byte[] kemSecretKey, byte[] dsaSecretKey) {
    if (kemSecretKey.length != DecapsulationKey.EXPANDED_BYTES
        || dsaSecretKey.length != SigningKey.EXPANDED_BYTES) {
      throw new IllegalArgumentException(
          "an identity's expanded keys have 2400 and 4032 bytes, not %d and %d"
              .formatted(kemSecretKey.length, dsaSecretKey.length));
    }
    return new Identity(SecretParts.join(kemSecretKey, dsaSecretKey), new BouncyCastleProvider());
  }

  /**
   * An identity from what {@link #exportSecret} gave; the bytes are copied.
   *
   * @throws IllegalArgumentException when they are not such
   */
  public static Identity fromSecret(byte[] exported) {
    return new Identity(exported.clone(), new BouncyCastleProvider());
  }

  /**
   * The secret for a keystore: both seeds (96 bytes) or both expanded keys (6432 bytes), the
   * ML-KEM-768 one first. The caller wipes the array.
   */
  public byte[] exportSecret() {
    return whileOpen(secret::clone);
  }

  /** The public keys. */
  public IdentityKeys keys() {
    return keys;
  }

  /** The 32-byte id: BLAKE2b-256 of the public keys. */
  public ParticipantId participant() {
    return participant;
  }

  /** The id as people pass it on: 07 and 64 hexadecimal digits. */
  public String sessionId() {
    return participant.toSessionHex();
  }

  /**
   * Signs what the protocol defines: the signing bytes of a transaction or of an authentication.
   * Hedged, pure ML-DSA-65 with the empty context; 3309 bytes.
   *
   * @throws IllegalArgumentException when the bytes do not begin with {@code sessionvm.}
   */
  public Bytes sign(Bytes signingBytes) {
    if (!isProtocol(signingBytes)) {
      throw new IllegalArgumentException("not the signing bytes of a transaction");
    }
    return whileOpen(() -> signingKey.sign(signingBytes));
  }

  /**
   * Signs bytes of the user's choice, as {@link #sign} does.
   *
   * @throws IllegalArgumentException when they begin with {@code sessionvm.}: the signature could
   *     be passed off as one of a transaction
   */
  public Bytes signText(Bytes message) {
    if (isProtocol(message)) {
      throw new IllegalArgumentException(
          "refusing to sign text that begins with \"sessionvm.\": it could be a transaction");
    }
    return whileOpen(() -> signingKey.sign(message));
  }

  /**
   * The shared secret in an ML-KEM-768 ciphertext (FIPS 203, algorithm 21); the caller wipes it.
   * Never fails: a ciphertext made for another key gives an unrelated secret.
   *
   * @param kemCiphertext 1088 bytes
   * @return 32 bytes
   */
  public byte[] decapsulate(Bytes kemCiphertext) {
    return whileOpen(() -> decapsulationKey.decapsulate(kemCiphertext));
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        Arrays.fill(secret, (byte) 0);
        decapsulationKey.close();
        signingKey.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public String toString() {
    return "Identity[" + sessionId() + "]";
  }

  private <T> T whileOpen(Supplier<T> use) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the identity is closed");
      }
      return use.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private static boolean isProtocol(Bytes message) {
    return message.size() >= PROTOCOL_PREFIX.size()
        && message.slice(0, PROTOCOL_PREFIX.size()).equals(PROTOCOL_PREFIX);
  }
}
