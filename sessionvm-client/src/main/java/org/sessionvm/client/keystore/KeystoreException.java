package org.sessionvm.client.keystore;

/** Why the keystore did not do what was asked; the message is fit for its owner's eyes. */
public final class KeystoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What a program can tell apart. */
  public enum Reason {
    /** The name is taken; nothing was written. */
    EXISTS,
    /** No identity of that name. */
    UNKNOWN,
    /** Others on this machine can read or replace the file. */
    EXPOSED,
    /** Not a keystore file, or one of another format; visible without the password. */
    DAMAGED,
    /** The password is wrong or the file was changed: the two cannot be told apart. */
    REFUSED,
    /** What is to be imported is not an identity. */
    UNFIT,
    /** The file system failed. */
    UNAVAILABLE
  }

  private final Reason reason;

  KeystoreException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  KeystoreException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What went wrong. */
  public Reason reason() {
    return reason;
  }
}
