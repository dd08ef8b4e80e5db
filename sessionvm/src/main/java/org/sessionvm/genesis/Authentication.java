package org.sessionvm.genesis;

/** Whether a chain asks for proof. Fixed for the life of a chain. */
public enum Authentication {
  /** Every transaction but an unsigned creation carries a valid signature. */
  SIGNED,
  /** As the reference: no signatures, no key checks, sessions active at once. For tests only. */
  OPEN
}
