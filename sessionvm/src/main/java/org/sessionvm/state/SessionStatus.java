package org.sessionvm.state;

import java.util.Locale;

/**
 * Where a session is in its life: {@code PENDING} to {@code ACTIVE} to {@code EXPIRED} or {@code
 * CLOSED}, and from {@code PENDING} to either end. Both ends are final.
 */
public enum SessionStatus {
  PENDING,
  ACTIVE,
  EXPIRED,
  CLOSED;

  /** Whether the session takes no more messages. */
  public boolean isEnded() {
    return this == EXPIRED || this == CLOSED;
  }

  /** Lower-case name, as on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
