package org.sessionvm.rpc.method.channel;

import java.util.List;
import org.sessionvm.rpc.method.MethodServices;
import org.sessionvm.rpc.method.RpcMethod;

/** The methods about channels, one line each. */
public final class ChannelMethods {
  private ChannelMethods() {}

  /** All of them. */
  public static List<RpcMethod<?, ?>> of(MethodServices services) {
    return List.of(
        new CreateChannelMethod(services),
        new InviteToChannelMethod(services),
        new JoinChannelMethod(services),
        new LeaveChannelMethod(services),
        new RemoveChannelMemberMethod(services),
        new ChangeChannelRoleMethod(services),
        new GiveChannelKeyMethod(services),
        new SendChannelMessageMethod(services),
        new DeleteChannelMessageMethod(services),
        new CloseChannelMethod(services),
        new GetChannelMethod(services),
        new ListChannelsMethod(services),
        new GetChannelMembersMethod(services),
        new GetChannelKeyMethod(services),
        new GetChannelMessagesMethod(services));
  }
}
