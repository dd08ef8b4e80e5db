package org.sessionvm.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that only pauses move. */
final class FakeRetryClock implements RetryClock {
  final List<Duration> pauses = new ArrayList<>();
  private long nanos;

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public void pause(Duration duration) {
    pauses.add(duration);
    nanos += duration.toNanos();
  }
}
