package org.sessionvm.rpc.method.admin;

import java.util.List;
import org.sessionvm.rpc.admin.NodeOperations;
import org.sessionvm.rpc.method.RpcMethod;

/** The methods of operators, one line each. */
public final class AdminMethods {
  private AdminMethods() {}

  /** All of them. */
  public static List<RpcMethod<?, ?>> of(NodeOperations operations) {
    return List.of(
        new GetLogLevelMethod(operations.logLevels()),
        new SetLogLevelMethod(operations.logLevels()),
        new FlushMethod(operations.store()),
        new PeersMethod(operations.peers()),
        new ReloadCertificatesMethod(operations.certificates()));
  }
}
