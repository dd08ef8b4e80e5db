package org.sessionvm.rpc.metrics;

import java.util.Map;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.LimitCounts;

/** Shows what was refused for a limit, each from the start, so that a first refusal is a rise. */
public final class LimitMetrics {
  private LimitMetrics() {}

  /** Counts from now on. */
  public static void bind(LimitCounts counts, NodeMetrics metrics) {
    for (Limit limit : Limit.values()) {
      metrics.counter(
          "sessionvm.limited",
          "requests, connections and transfers refused or ended for a limit",
          Map.of("limit", limit.wireName()),
          () -> counts.of(limit));
    }
  }
}
