package org.sessionvm.launcher.node;

import java.io.Serial;

/** A node could not start for a reason that its operator can mend. */
public final class NodeFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public NodeFailure(String message) {
    super(message);
  }

  public NodeFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
