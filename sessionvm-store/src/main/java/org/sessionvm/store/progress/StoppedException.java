package org.sessionvm.store.progress;

import java.io.Serial;

/** Work was stopped because whoever asked for it wanted that; nothing of it is left. */
public final class StoppedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StoppedException() {
    super("stopped");
  }
}
