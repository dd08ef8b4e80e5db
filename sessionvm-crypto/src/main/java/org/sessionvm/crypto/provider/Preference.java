package org.sessionvm.crypto.provider;

/** Which provider an operator wants. */
public enum Preference {
  /** The faster one of those that pass the self-test. */
  AUTO,
  /** Pure Java, nothing native is loaded. */
  BOUNCY_CASTLE,
  /** Native code, whether or not it is faster; Bouncy Castle still where it fails. */
  CONSCRYPT
}
