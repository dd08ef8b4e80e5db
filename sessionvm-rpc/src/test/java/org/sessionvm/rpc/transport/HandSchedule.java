package org.sessionvm.rpc.transport;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does nothing by itself: a test does what is due every so many seconds. */
final class HandSchedule extends ScheduledThreadPoolExecutor {
  private static final long NEVER_DAYS = 10_000;

  private final Map<Long, Runnable> repeated = new ConcurrentHashMap<>();

  HandSchedule() {
    super(1);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable action, long first, long delay, TimeUnit unit) {
    repeated.put(unit.toSeconds(delay), action);
    return super.scheduleWithFixedDelay(action, NEVER_DAYS, NEVER_DAYS, TimeUnit.DAYS);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable action, long delay, TimeUnit unit) {
    return super.schedule(action, NEVER_DAYS, TimeUnit.DAYS);
  }

  /** Does what is done every so many seconds. */
  void runEvery(long seconds) {
    Objects.requireNonNull(repeated.get(seconds), "nothing is done so often").run();
  }
}
