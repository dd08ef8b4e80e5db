package org.sessionvm.rpc.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/**
 * What a node counts. Parts of the node register what they know as functions that are asked when
 * Prometheus reads. Names begin with {@code sessionvm.}, {@code jvm.} or {@code process.}; others
 * are dropped.
 */
public final class NodeMetrics implements AutoCloseable {
  private static final List<String> PREFIXES = List.of("sessionvm.", "jvm.", "process.");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** With the JVM's and the process's own figures. */
  public NodeMetrics() {
    registry
        .config()
        .meterFilter(
            MeterFilter.denyUnless(
                id -> PREFIXES.stream().anyMatch(prefix -> id.getName().startsWith(prefix))));
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    collections.bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  /** A value that goes up and down; {@code name} is in dots, {@code sessionvm.store.bytes}. */
  public void gauge(String name, String help, DoubleSupplier value) {
    Gauge.builder(name, value, DoubleSupplier::getAsDouble)
        .description(help)
        .strongReference(true)
        .register(registry);
  }

  /** A number that only grows and is counted elsewhere. */
  public void counter(String name, String help, DoubleSupplier value) {
    FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
        .description(help)
        .register(registry);
    // The registry holds what it asks only weakly.
    held.add(value);
  }

  private final List<Object> held = new CopyOnWriteArrayList<>();

  /** A number that only grows and is counted here. */
  public Counter count(String name, String help) {
    return Counter.builder(name).description(help).register(registry);
  }

  /** How large things are. */
  public DistributionSummary sizes(String name, String help, double... buckets) {
    return DistributionSummary.builder(name)
        .description(help)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  /** For what the methods above do not give. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Prometheus text, version 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
