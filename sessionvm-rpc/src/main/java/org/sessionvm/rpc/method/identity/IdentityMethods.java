package org.sessionvm.rpc.method.identity;

import java.util.List;
import org.sessionvm.rpc.access.Authenticator;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;

/** The methods about identities, one line each. */
public final class IdentityMethods {
  private IdentityMethods() {}

  /** All of them. */
  public static List<RpcMethod<?, ?>> of(MethodServices services, Authenticator authenticator) {
    return List.of(
        new AuthenticateMethod(authenticator),
        new RegisterIdentityMethod(services),
        new GetIdentityMethod(services));
  }
}
