package org.sessionvm.rpc;

import java.util.List;
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
 */
public record RpcServices(
    SessionVm vm,
    TimeSource time,
    NodeDescription node,
    List<HealthCheck> checks,
    NodeMetrics metrics) {
  public RpcServices {
    checks = List.copyOf(checks);
  }
}
