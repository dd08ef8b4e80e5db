package org.sessionvm.rpc.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.JsonRpc;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.LimitCounts;

/**
 * Counts calls by method and answer. The labels come from the table of methods, never from a
 * caller: what is no method counts as one.
 */
public final class CallMetrics implements JsonRpc.CallObserver {
  private static final String UNKNOWN = "unknown";

  private final MeterRegistry registry;
  private final LimitCounts limits;
  private final Function<String, Optional<String>> canonicalName;

  /**
   * Counts from now on.
   *
   * @param canonicalName the documented name of a method
   */
  public CallMetrics(NodeMetrics metrics, Function<String, Optional<String>> canonicalName) {
    this.registry = metrics.registry();
    this.limits = metrics.limits();
    this.canonicalName = canonicalName;
  }

  @Override
  public void answered(String method, Optional<ErrorCode> code, long nanos) {
    String name = canonicalName.apply(method).orElse(UNKNOWN);
    Counter.builder("sessionvm.rpc.requests")
        .description("calls by method and error code, 0 being none")
        .tag("method", name)
        .tag("code", code.map(error -> Integer.toString(error.number())).orElse("0"))
        .register(registry)
        .increment();
    Timer.builder("sessionvm.rpc.duration")
        .description("time from the call to its answer")
        .tag("method", name)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void limited(String name) {
    limits.refused(Limit.named(name));
  }

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };
}
