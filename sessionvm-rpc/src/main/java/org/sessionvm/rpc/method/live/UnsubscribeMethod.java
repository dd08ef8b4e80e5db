package org.sessionvm.rpc.method.live;

import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.live.SubscriptionId;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.rpc.method.UnsignedLong;

/** Ends a subscription of this connection. */
public final class UnsubscribeMethod
    extends RpcMethod<UnsubscribeMethod.Parameters, UnsubscribeMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.Unsubscribe",
              "Ends a subscription of this WebSocket.",
              Access.PUBLIC,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_REQUEST, ErrorCode.INVALID_PARAMS);

  /** What it takes. */
  public record Parameters(@Field("what Subscribe answered") UnsignedLong subscription) {}

  /** What it answers. */
  public record Result(@Field("whether there was one of this id") boolean success) {}

  UnsubscribeMethod() {
    super(DESCRIPTION);
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    return new Result(
        Live.call().unsubscribe(new SubscriptionId(parameters.subscription().bits())));
  }
}
