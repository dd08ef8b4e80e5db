package org.sessionvm.rpc.method.node;

import java.util.List;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;

/** The methods about the node, one line each. */
public final class NodeMethods {
  private NodeMethods() {}

  /** All of them. */
  public static List<RpcMethod<?, ?>> of(MethodServices services) {
    return List.of(new HealthMethod(services), new InfoMethod(services));
  }
}
