package org.sessionvm.rpc.method.live;

import java.util.List;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;

/** The methods of connections that stay open, one line each. */
public final class LiveMethods {
  private LiveMethods() {}

  /** All of them. */
  public static List<RpcMethod<?, ?>> of(MethodServices services) {
    return List.of(new SubscribeMethod(services), new UnsubscribeMethod());
  }
}
