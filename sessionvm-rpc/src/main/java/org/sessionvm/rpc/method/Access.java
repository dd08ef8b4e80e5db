package org.sessionvm.rpc.method;

/** Who may call a method. */
public enum Access {
  /** Anyone; what the call does may still need a signature. */
  PUBLIC,
  /** Who has a token of {@code Authenticate}; anyone in a chain that asks for no proof. */
  TOKEN
}
