package org.sessionvm.rpc.transport;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.limits.Limit;
import org.sessionvm.rpc.limits.LimitCounts;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients hold of a listener: connections, requests in memory, answers on their way. */
public final class Traffic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);

  /** Most memory of requests that are read or worked on. */
  static final int REQUEST_BYTES_MAX = 64 << 20;

  /** Most memory of answers that are made or on their way. */
  static final int ANSWER_BYTES_MAX = 48 << 20;

  private final Connections connections;
  private final TransferMemory requests;
  private final TransferMemory answers;
  private final LimitCounts counts;
  private final LongAdder failures = new LongAdder();
  private volatile boolean draining;
  private final ScheduledFuture<?> sweeps;
  private final ScheduledExecutorService sweeper;

  /** For one listener. */
  public Traffic(RpcSettings.Bounds bounds, LimitCounts counts) {
    this(
        bounds,
        counts,
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("http-sweep").factory()));
  }

  /**
   * The same.
   *
   * @param sweeper does what is done again and again, or later; is shut down with this
   */
  Traffic(RpcSettings.Bounds bounds, LimitCounts counts, ScheduledExecutorService sweeper) {
    this.sweeper = sweeper;
    this.counts = counts;
    this.connections = new Connections(bounds.connectionsMax(), counts);
    this.requests =
        new TransferMemory(
            (int) Math.max(REQUEST_BYTES_MAX, 2 * RequestMemory.of(bounds.bodyBytesMax())),
            Limit.REQUEST_BYTES,
            counts);
    this.answers = new TransferMemory(ANSWER_BYTES_MAX, Limit.ANSWER_BYTES, counts);
    this.sweeps = sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
  }

  /** A sweep that throws would be the last one. */
  private void sweep() {
    long now = System.nanoTime();
    try {
      connections.sweep(now);
      requests.sweep(now);
      answers.sweep(now);
    } catch (RuntimeException e) {
      LOG.error("slow clients could not be looked at", e);
    }
  }

  Connections connections() {
    return connections;
  }

  TransferMemory requests() {
    return requests;
  }

  TransferMemory answers() {
    return answers;
  }

  /** The node is about to end: from now on no pages are made. */
  void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  /** A request was not answered for a fault of the node. */
  void failed() {
    failures.increment();
  }

  /** Runs something short again and again, until this is closed. */
  void every(Runnable action, long seconds) {
    var _ = sweeper.scheduleWithFixedDelay(action, seconds, seconds, TimeUnit.SECONDS);
  }

  /** Runs something short after so many seconds. */
  void later(Runnable action, long seconds) {
    try {
      var _ = sweeper.schedule(action, seconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      // The listener is closed, and everything with it.
      LOG.debug("nothing is done later any more", e);
    }
  }

  LimitCounts counts() {
    return counts;
  }

  /** Shows how full everything is. */
  public void bind(NodeMetrics metrics) {
    metrics.gauge("sessionvm.http.connections", "open connections", connections::size);
    metrics.gauge(
        "sessionvm.http.connections.busy",
        "connections with a request that is not answered",
        connections::busy);
    metrics.counter(
        "sessionvm.http.failures",
        "requests that were not answered for a fault of the node",
        failures::sum);
    metrics.gauge(
        "sessionvm.http.request.bytes",
        "memory counted for requests that are read or worked on",
        requests::heldBytes);
    metrics.gauge(
        "sessionvm.http.answer.bytes",
        "memory of answers that are made or on their way",
        answers::heldBytes);
  }

  @Override
  public void close() {
    sweeps.cancel(false);
    sweeper.shutdownNow();
  }
}
