package org.sessionvm.spi;

/** The clock of a node. The state machine never sees it: its time is the block's. */
@FunctionalInterface
public interface TimeSource {
  /** Milliseconds since 1970-01-01T00:00Z. */
  long currentMillis();
}
