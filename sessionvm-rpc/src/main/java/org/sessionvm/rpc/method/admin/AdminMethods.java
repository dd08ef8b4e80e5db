package org.sessionvm.rpc.method.admin;

import java.util.ArrayList;
import java.util.List;
import org.sessionvm.rpc.admin.Backups;
import org.sessionvm.rpc.admin.NodeOperations;
import org.sessionvm.rpc.method.RpcMethod;

/** The methods of operators, one line each. */
public final class AdminMethods {
  private AdminMethods() {}

  /** All of them; those of backups only where the node makes any. */
  public static List<RpcMethod<?, ?>> of(NodeOperations operations) {
    List<RpcMethod<?, ?>> methods = new ArrayList<>();
    methods.add(new GetLogLevelMethod(operations.logLevels()));
    methods.add(new SetLogLevelMethod(operations.logLevels()));
    methods.add(new FlushMethod(operations.store()));
    methods.add(new PeersMethod(operations.peers()));
    methods.add(new ReloadCertificatesMethod(operations.certificates()));
    operations.backups().map(AdminMethods::ofBackups).ifPresent(methods::addAll);
    return List.copyOf(methods);
  }

  private static List<RpcMethod<?, ?>> ofBackups(Backups backups) {
    return List.of(
        BackupMethod.start(backups), BackupMethod.status(backups), BackupMethod.cancel(backups));
  }
}
