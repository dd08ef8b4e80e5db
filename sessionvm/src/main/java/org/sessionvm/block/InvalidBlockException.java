package org.sessionvm.block;

import java.io.Serial;

/** A block that breaks a rule of the chain, which the message names. */
public final class InvalidBlockException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public InvalidBlockException(String message) {
    super(message);
  }
}
