package org.sessionvm.rpc.method.message;

import java.util.List;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;

/** The methods about messages, one line each. */
public final class MessageMethods {
  private MessageMethods() {}

  /** All of them. */
  public static List<RpcMethod<?, ?>> of(MethodServices services) {
    return List.of(
        new SendMessageMethod(services),
        new GetMessagesMethod(services),
        new GetMessageMethod(services),
        new QueryMessagesMethod(services),
        new DeleteMessageMethod(services),
        new AcknowledgeMessagesMethod(services),
        new GetReceiptsMethod(services));
  }
}
