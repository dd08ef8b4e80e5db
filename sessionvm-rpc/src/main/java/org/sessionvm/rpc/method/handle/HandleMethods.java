package org.sessionvm.rpc.method.handle;

import java.util.List;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;

/** The methods about handles, one line each. */
public final class HandleMethods {
  private HandleMethods() {}

  /** All of them. */
  public static List<RpcMethod<?, ?>> of(MethodServices services) {
    return List.of(
        new RegisterHandleMethod(services),
        new RenounceHandleMethod(services),
        new QueryHandleMethod(services),
        new GetHandlesMethod(services),
        new UpdateProfileMethod(services),
        new GetProfileMethod(services),
        new GetEnvironmentMethod(services),
        new EstablishSessionMethod(services),
        new QuerySessionMethod(services),
        new BlockSessionMethod(services),
        new GetChatListMethod(services),
        new RelayMessageMethod(services),
        InternalMethod.updateChatList(),
        InternalMethod.notifyCounterpart());
  }
}
