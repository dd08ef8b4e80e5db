package org.sessionvm.testkit.vm;

import java.util.concurrent.atomic.AtomicLong;
import org.sessionvm.spi.TimeSource;

/** A clock that stands until a test moves it. */
public final class MutableTime implements TimeSource {
  /** 2026-01-01T00:00Z. */
  public static final long START_MILLIS = 1_767_225_600_000L;

  private final AtomicLong millis = new AtomicLong(START_MILLIS);

  @Override
  public long currentMillis() {
    return millis.get();
  }

  /** Moves it on, or back. */
  public void advance(long by) {
    millis.addAndGet(by);
  }

  /** Sets it. */
  public void set(long to) {
    millis.set(to);
  }
}
