package org.sessionvm.rpc.limits;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** How often each limit has refused something. Safe for any thread. */
public final class LimitCounts {
  private final Map<Limit, LongAdder> counts = new EnumMap<>(Limit.class);

  /** Nothing was refused yet. */
  public LimitCounts() {
    for (Limit limit : Limit.values()) {
      counts.put(limit, new LongAdder());
    }
  }

  /** Something was refused. */
  public void refused(Limit limit) {
    Objects.requireNonNull(counts.get(limit)).increment();
  }

  /** How often. */
  public long of(Limit limit) {
    return Objects.requireNonNull(counts.get(limit)).sum();
  }
}
