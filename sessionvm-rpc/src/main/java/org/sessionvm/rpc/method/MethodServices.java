package org.sessionvm.rpc.method;

import org.sessionvm.rpc.RpcServices;
import org.sessionvm.rpc.RpcSettings;
import org.sessionvm.rpc.access.AccessTokens;
import org.sessionvm.rpc.health.NodeHealth;
import org.sessionvm.vm.SessionVm;

/**
 * What methods work with.
 *
 * @param services of the node
 * @param bounds that {@code Info} tells
 * @param writes transactions go this way
 * @param tokens of {@code Authenticate}
 * @param health of the node
 */
public record MethodServices(
    RpcServices services,
    RpcSettings.Bounds bounds,
    Writes writes,
    AccessTokens tokens,
    NodeHealth health) {
  /** The virtual machine. */
  public SessionVm vm() {
    return services.vm();
  }
}
