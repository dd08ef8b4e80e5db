package org.sessionvm.rpc.health;

import java.util.List;
import java.util.Map;
import org.sessionvm.rpc.NodeDescription;
import org.sessionvm.rpc.RpcServices;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.StoreException;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.state.Counters;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.StateReader;
import org.sessionvm.vm.VmStatus;

/** Asks every part of the node how it is. Safe for any thread. */
public final class NodeHealth implements AutoCloseable {
  private final SessionVm vm;
  private final NodeDescription node;
  private final TimeSource time;
  private final NodeMetrics metrics;
  private final HealthRounds rounds;
  private volatile boolean draining;
  private volatile Counters last = Counters.ZERO;

  /** What turns the whole answer at once, so that no older answer is given after it. */
  private record Moment(boolean suspended, boolean draining) {}

  /** How the node was at one moment. */
  public record Report(
      VmStatus status, long sessions, long channels, boolean draining, List<CheckResult> checks) {
    public Report {
      checks = List.copyOf(checks);
    }

    /** Whether no check has an error. */
    public boolean isHealthy() {
      return checks.stream().allMatch(result -> result.state().isHealthy());
    }

    /** Whether something works that somebody should look at. */
    public boolean isDegraded() {
      return checks.stream().anyMatch(result -> result.state().warning().isPresent());
    }

    /** Whether the node takes work: the parts that it needs for that are well, and it stays. */
    public boolean isReady() {
      return status.isHealthy() && !draining && checks.stream().noneMatch(CheckResult::forbidsWork);
    }
  }

  private NodeHealth(RpcServices services) {
    this.vm = services.vm();
    this.node = services.node();
    this.time = services.time();
    this.metrics = services.metrics();
    HealthChanges changes = HealthChanges.toLog();
    this.rounds = new HealthRounds(this::moment, changes::note);
  }

  /** Looks at the parts from now on, until it is closed. */
  public static NodeHealth start(RpcServices services) {
    NodeHealth health = new NodeHealth(services);
    health.add(HealthCheck.forReadiness("vm", health::blocks));
    health.add(HealthCheck.forReadiness("state", health::state));
    health.add(HealthCheck.forReadiness("rpc", health::requests));
    services.checks().forEach(health::add);
    HealthMetrics.bind(health, health.node, health.authentication(), health.metrics);
    health.rounds.start();
    return health;
  }

  /** Looks at one more part. */
  public void add(HealthCheck check) {
    rounds.add(new CheckHistory(check, time));
    HealthMetrics.bind(check, this, metrics);
  }

  /** From now on the node is not ready, so that a balancer sends its callers elsewhere. */
  public void drain() {
    draining = true;
  }

  /** What every check found within the last moment. */
  public Report report() {
    List<CheckResult> checks = rounds.results();
    VmStatus status = vm.status();
    Counters counters = counters(status);
    return new Report(status, counters.sessions(), counters.channels(), draining, checks);
  }

  /** What every check found last; never waits. */
  public Report latest() {
    Counters counters = last;
    return new Report(
        vm.status(), counters.sessions(), counters.channels(), draining, rounds.latest());
  }

  private Moment moment() {
    return new Moment(!vm.status().isHealthy(), draining);
  }

  private HealthState blocks() {
    VmStatus status = vm.status();
    return status
        .suspended()
        .map(reason -> HealthState.unhealthy("no block can be accepted now: " + reason))
        .orElseGet(
            () ->
                HealthState.healthy(
                    Map.of(
                        "height", status.lastAccepted().height(),
                        "pending", status.pending(),
                        "auth", authentication(),
                        "durability", node.durability())));
  }

  private String authentication() {
    return vm.rules().isOpen() ? "open" : "signed";
  }

  private HealthState state() {
    try (StateReader state = vm.read()) {
      Counters counters = state.counters();
      return HealthState.healthy(
          Map.of(
              "sessions", counters.sessions(),
              "messages", counters.messages(),
              "identities", counters.identities()));
    } catch (StoreException e) {
      return HealthState.unhealthy("the state cannot be read");
    }
  }

  private HealthState requests() {
    return draining ? HealthState.unhealthy("draining") : HealthState.healthy(Map.of());
  }

  /** A suspended node may be reopening its store, which a page of health must not wait for. */
  private Counters counters(VmStatus status) {
    if (status.isHealthy()) {
      try (StateReader state = vm.read()) {
        last = state.counters();
      } catch (StoreException e) {
        // The checks tell; the numbers are the last known.
      }
    }
    return last;
  }

  @Override
  public void close() {
    rounds.close();
  }
}
