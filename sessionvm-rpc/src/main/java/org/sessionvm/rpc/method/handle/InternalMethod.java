package org.sessionvm.rpc.method.handle;

import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.envelope.RpcError;
import org.sessionvm.rpc.envelope.RpcException;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.RpcMethod;

/**
 * What only the state machine does, as a part of another transaction. It has a name so that whoever
 * calls it is told why it is refused.
 */
public final class InternalMethod
    extends RpcMethod<InternalMethod.Parameters, InternalMethod.Result> {
  private final String reason;

  /** It takes anything. */
  public record Parameters() {}

  /** It never answers. */
  public record Result() {}

  private InternalMethod(String name, String summary, String reason) {
    super(
        MethodDescription.of(name, summary, Access.PUBLIC, Parameters.class, Result.class)
            .errors(ErrorCode.UNAUTHORIZED));
    this.reason = reason;
  }

  /** The registry does it as it establishes a session. */
  public static InternalMethod updateChatList() {
    return new InternalMethod(
        "sessionvm.UpdateChatList",
        "Refused always: chats change with EstablishSession and SendMessage.",
        "only the registry may");
  }

  /** A session does it as it takes a message. */
  public static InternalMethod notifyCounterpart() {
    return new InternalMethod(
        "sessionvm.Notify",
        "Refused always: SendMessage tells the counterpart.",
        "only a session may");
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    throw new RpcException(RpcError.unauthorized(reason));
  }
}
