package org.sessionvm.rpc.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sessionvm.rpc.NodeDescription;
import org.sessionvm.rpc.RpcServices;
import org.sessionvm.spi.StoreException;
import org.sessionvm.state.Counters;
import org.sessionvm.vm.SessionVm;
import org.sessionvm.vm.StateReader;
import org.sessionvm.vm.VmStatus;

/** Asks every part of the node how it is. Safe for any thread. */
public final class NodeHealth {
  private final SessionVm vm;
  private final NodeDescription node;
  private final List<CheckHistory> checks = new ArrayList<>();
  private volatile boolean draining;

  /** How the node was at one moment. */
  public record Report(
      VmStatus status, long sessions, boolean draining, List<CheckHistory.Result> checks) {
    /** Whether every check is well. */
    public boolean isHealthy() {
      return checks.stream().allMatch(result -> result.state().isHealthy());
    }

    /** Whether the node takes work: it can accept blocks and is not about to stop. */
    public boolean isReady() {
      return status.isHealthy() && !draining;
    }
  }

  public NodeHealth(RpcServices services) {
    this.vm = services.vm();
    this.node = services.node();
    List<HealthCheck> all = new ArrayList<>();
    all.add(new HealthCheck("vm", this::blocks));
    all.add(new HealthCheck("state", this::state));
    all.add(new HealthCheck("rpc", this::requests));
    all.addAll(services.checks());
    all.forEach(check -> checks.add(new CheckHistory(check, services.time())));
  }

  /** From now on the node is not ready, so that a balancer sends its callers elsewhere. */
  public void drain() {
    draining = true;
  }

  /** Whether the node takes work; looks at no check. */
  public boolean isReady() {
    return vm.status().isHealthy() && !draining;
  }

  /** Runs every check. */
  public Report report() {
    VmStatus status = vm.status();
    return new Report(
        status, sessions(), draining, checks.stream().map(CheckHistory::run).toList());
  }

  private HealthState blocks() {
    VmStatus status = vm.status();
    return status.isHealthy()
        ? HealthState.healthy(
            Map.of(
                "height", status.lastAccepted().height(),
                "pending", status.pending(),
                "auth", vm.rules().isOpen() ? "open" : "signed",
                "durability", node.durability()))
        : HealthState.unhealthy(
            "no block can be accepted now: " + status.suspended().orElse("not said"));
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

  private long sessions() {
    try (StateReader state = vm.read()) {
      return state.counters().sessions();
    } catch (StoreException e) {
      return 0;
    }
  }
}
