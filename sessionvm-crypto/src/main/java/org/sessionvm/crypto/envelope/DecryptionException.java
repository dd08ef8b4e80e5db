package org.sessionvm.crypto.envelope;

/**
 * The one way in which decryption fails, with no detail and no cause: whoever learns why it failed
 * learns something about the key.
 */
public final class DecryptionException extends Exception {
  private static final long serialVersionUID = 1L;

  public DecryptionException() {
    super("decryption failed");
  }
}
