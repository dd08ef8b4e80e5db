package org.sessionvm.crypto.envelope;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.XChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.sessionvm.primitives.Bytes;

/**
 * A key of XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03). Sealed bytes are the 24-byte random
 * nonce, the ciphertext and the 16-byte tag. Not safe to close while in use.
 */
public final class AeadKey implements AutoCloseable {
  public static final int KEY_BYTES = 32;
  public static final int NONCE_BYTES = 24;

  /** What sealing adds to the length: nonce and tag. */
  public static final int OVERHEAD_BYTES = NONCE_BYTES + 16;

  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;
  private boolean closed;

  private AeadKey(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes, not " + key.length);
    }
    this.key = key;
  }

  /** Takes {@code key} over: the caller must not touch it again, {@link #close} wipes it. */
  public static AeadKey wrap(byte[] key) {
    return new AeadKey(key);
  }

  /** Encrypts under a fresh nonce. */
  public Bytes seal(Bytes associated, byte[] plaintext) {
    return seal(associated, plaintext, RANDOM);
  }

  /** Encrypts with the 24 bytes that {@code random} gives as the nonce. */
  Bytes seal(Bytes associated, byte[] plaintext, SecureRandom random) {
    byte[] sealed = new byte[OVERHEAD_BYTES + plaintext.length];
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
    XChaCha20Poly1305 cipher = cipher(true, nonce, associated);
    int written = cipher.processBytes(plaintext, 0, plaintext.length, sealed, NONCE_BYTES);
    try {
      cipher.doFinal(sealed, NONCE_BYTES + written);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("encryption failed", e);
    }
    return Bytes.wrap(sealed);
  }

  /** The plaintext; the caller wipes it. */
  public byte[] open(Bytes associated, Bytes sealed) throws DecryptionException {
    if (sealed.size() < OVERHEAD_BYTES) {
      throw new DecryptionException();
    }
    byte[] plaintext = new byte[sealed.size() - OVERHEAD_BYTES];
    byte[] input = sealed.unsafeArray();
    byte[] nonce = Arrays.copyOf(input, NONCE_BYTES);
    XChaCha20Poly1305 cipher = cipher(false, nonce, associated);
    try {
      int written =
          cipher.processBytes(input, NONCE_BYTES, input.length - NONCE_BYTES, plaintext, 0);
      cipher.doFinal(plaintext, written);
      return plaintext;
    } catch (InvalidCipherTextException e) {
      // The library writes before it has checked the tag.
      Arrays.fill(plaintext, (byte) 0);
      throw new DecryptionException();
    }
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(key, (byte) 0);
  }

  private XChaCha20Poly1305 cipher(boolean encrypt, byte[] nonce, Bytes associated) {
    if (closed) {
      throw new IllegalStateException("the key is closed");
    }
    XChaCha20Poly1305 cipher = new XChaCha20Poly1305();
    cipher.init(
        encrypt,
        new AEADParameters(new KeyParameter(key), TAG_BITS, nonce, associated.toByteArray()));
    return cipher;
  }
}
