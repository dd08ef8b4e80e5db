package org.sessionvm.launcher.settings;

import java.io.Serial;

/** A setting is unknown, of the wrong type or out of bounds; the message names it. */
public final class SettingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public SettingException(String message) {
    super(message);
  }
}
