package org.sessionvm.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sessionvm.rpc.health.HealthCheck;
import org.sessionvm.rpc.metrics.NodeMetrics;
import org.sessionvm.spi.TimeSource;
import org.sessionvm.vm.SessionVm;

/**
 * What the launcher gives, which is used and not closed.
 *
 * @param vm open; what drives it (a sequencer or a chain node) runs already
 * @param time the node's clock, the same that the virtual machine has
 * @param node what the node says of itself
 * @param checks of parts that the launcher knows: store, disk, clock
 * @param metrics where all parts count
 * @param administration the admin namespace, where the node has one
 */
public record RpcServices(
    SessionVm vm,
    TimeSource time,
    NodeDescription node,
    List<HealthCheck> checks,
    NodeMetrics metrics,
    Optional<Administration> administration) {
  public RpcServices {
    checks = List.copyOf(checks);
  }

  /** Without operators. */
  public RpcServices(
      SessionVm vm,
      TimeSource time,
      NodeDescription node,
      List<HealthCheck> checks,
      NodeMetrics metrics) {
    this(vm, time, node, checks, metrics, Optional.empty());
  }

  /** The same with one check more, ahead of those that wait for a disk. */
  RpcServices with(HealthCheck check) {
    List<HealthCheck> more = new ArrayList<>();
    more.add(check);
    more.addAll(checks);
    return new RpcServices(vm, time, node, more, metrics, administration);
  }
}
