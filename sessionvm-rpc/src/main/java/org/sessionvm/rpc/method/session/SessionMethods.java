package org.sessionvm.rpc.method.session;

import java.util.List;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;

/** The methods about sessions, one line each. */
public final class SessionMethods {
  private SessionMethods() {}

  /** All of them. */
  public static List<RpcMethod<?, ?>> of(MethodServices services) {
    return List.of(
        new CreateSessionMethod(services),
        new AcceptSessionMethod(services),
        new GetSessionMethod(services),
        new ListSessionsMethod(services),
        new CloseSessionMethod(services),
        new RenewSessionMethod(services),
        new RotateSessionKeyMethod(services),
        new GetCurrentKeysMethod(services),
        new GetKeyByGenerationMethod(services),
        new PurgeSessionMethod(services));
  }
}
