package org.sessionvm.rpc.method.channel;

import org.sessionvm.primitives.ChannelId;
import org.sessionvm.rpc.envelope.ErrorCode;
import org.sessionvm.rpc.method.Access;
import org.sessionvm.rpc.method.Caller;
import org.sessionvm.rpc.method.Field;
import org.sessionvm.rpc.method.MethodDescription;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;
import org.sessionvm.vm.StateReader;

/** Shows a channel. */
public final class GetChannelMethod
    extends RpcMethod<GetChannelMethod.Parameters, GetChannelMethod.Result> {
  private static final MethodDescription<Parameters, Result> DESCRIPTION =
      MethodDescription.of(
              "sessionvm.GetChannel",
              "Shows a channel to its members and to who is invited.",
              Access.TOKEN,
              Parameters.class,
              Result.class)
          .errors(ErrorCode.INVALID_PARAMS, ErrorCode.NOT_FOUND, ErrorCode.UNAUTHORIZED);

  private final MethodServices services;

  /** What it takes. */
  public record Parameters(@Field("CB58 id") ChannelId channelId) {}

  /** What it answers. */
  public record Result(@Field("as the caller may see it") ChannelObject channel) {}

  public GetChannelMethod(MethodServices services) {
    super(DESCRIPTION);
    this.services = services;
  }

  @Override
  public Result handle(Parameters parameters, Caller caller) {
    try (StateReader state = services.vm().read()) {
      return new Result(
          ChannelObject.of(ChannelWords.visible(state.channels(), parameters.channelId(), caller)));
    }
  }
}
