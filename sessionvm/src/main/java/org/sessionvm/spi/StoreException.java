package org.sessionvm.spi;

import java.io.Serial;

/**
 * The store could not do what it was asked: disk full, closed, damaged.
 *
 * <p>Unchecked, because the state machine reads through the store everywhere and can do nothing
 * about it; it is caught where blocks are accepted and where requests are answered.
 */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
