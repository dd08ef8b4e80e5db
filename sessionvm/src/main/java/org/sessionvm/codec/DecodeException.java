package org.sessionvm.codec;

import java.io.Serial;

/** Bytes that are not the canonical encoding of a value. The only exception a decoder throws. */
public final class DecodeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public DecodeException(String message) {
    super(message);
  }

  public DecodeException(String message, Throwable cause) {
    super(message, cause);
  }
}
