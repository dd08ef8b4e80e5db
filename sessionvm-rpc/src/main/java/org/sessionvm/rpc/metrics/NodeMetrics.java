package org.sessionvm.rpc.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.rpc.limits.LimitCounts;

/**
 * What a node counts. Parts of the node register what they know as functions that are asked when
 * Prometheus reads. Names begin with {@code sessionvm.}, {@code jvm.} or {@code process.}; others
 * are dropped.
 */
public final class NodeMetrics implements AutoCloseable {
  private static final String DELIMITED_MESSAGES =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited";

  private static final List<String> PREFIXES = List.of("sessionvm.", "jvm.", "process.");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<Object> held = new CopyOnWriteArrayList<>();
  private final LimitCounts limits = new LimitCounts();
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
    gauge(
        "process.resident.memory.bytes",
        "memory of the process in the machine",
        ResidentMemory::bytes);
    LimitMetrics.bind(limits, this);
  }

  /** How often each limit refused something; shown as {@code sessionvm_limited_total}. */
  public LimitCounts limits() {
    return limits;
  }

  /** A value that goes up and down; {@code name} is in dots, {@code sessionvm.store.bytes}. */
  public void gauge(String name, String help, DoubleSupplier value) {
    gauge(name, help, Map.of(), value);
  }

  /** The same under labels, whose values must come from a fixed list and never from a caller. */
  public void gauge(String name, String help, Map<String, String> labels, DoubleSupplier value) {
    Gauge.builder(name, value, DoubleSupplier::getAsDouble)
        .description(help)
        .tags(tags(labels))
        .strongReference(true)
        .register(registry);
  }

  /** A number that only grows and is counted elsewhere. */
  public void counter(String name, String help, DoubleSupplier value) {
    counter(name, help, Map.of(), value);
  }

  /** The same under labels, as for {@link #gauge(String, String, Map, DoubleSupplier)}. */
  public void counter(String name, String help, Map<String, String> labels, DoubleSupplier value) {
    // The registry holds what it asks only weakly.
    held.add(value);
    FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
        .description(help)
        .tags(tags(labels))
        .register(registry);
  }

  /** A number that only grows and is counted here. */
  public Counter count(String name, String help) {
    return count(name, help, Map.of());
  }

  /** The same under labels, as for {@link #gauge(String, String, Map, DoubleSupplier)}. */
  public Counter count(String name, String help, Map<String, String> labels) {
    return Counter.builder(name).description(help).tags(tags(labels)).register(registry);
  }

  /** How large things are. */
  public DistributionSummary sizes(String name, String help, double... buckets) {
    return DistributionSummary.builder(name)
        .description(help)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  /** How long things take; {@code sessionvm.fsync.duration} is shown in seconds and says so. */
  public Timer times(String name, String help, Duration... buckets) {
    return Timer.builder(name).description(help).serviceLevelObjectives(buckets).register(registry);
  }

  private static List<Tag> tags(Map<String, String> labels) {
    return labels.entrySet().stream().map(each -> Tag.of(each.getKey(), each.getValue())).toList();
  }

  /** For what the methods above do not give. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Prometheus text, version 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  /** Encoded {@code io.prometheus.client.MetricFamily} messages, one for each family. */
  public List<Bytes> families() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      registry.scrape(out, DELIMITED_MESSAGES);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written to", e);
    }
    return DelimitedMessages.split(Bytes.wrap(out.toByteArray()));
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
