package org.sessionvm.rpc.node;

import java.util.concurrent.atomic.AtomicLong;
import org.sessionvm.spi.TimeSource;

/** A clock that a test moves. */
public final class SettableTime implements TimeSource {
  private final AtomicLong millis;

  public SettableTime(long millis) {
    this.millis = new AtomicLong(millis);
  }

  @Override
  public long currentMillis() {
    return millis.get();
  }

  /** Moves on. */
  public void advance(long by) {
    millis.addAndGet(by);
  }
}
