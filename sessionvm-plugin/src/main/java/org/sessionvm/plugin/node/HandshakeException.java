package org.sessionvm.plugin.node;

import java.io.Serial;

/** The node does not take this plugin; the message is for the operator. */
public final class HandshakeException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  HandshakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
