package org.sessionvm.launcher.wallet;

import org.sessionvm.client.SecureChannel;
import picocli.CommandLine.Command;

/** Lists members. */
@Command(
    name = "members",
    description = "List who is in a channel: its node says so, so look at the ids")
final class ChannelMembersCommand extends ChannelAction {
  @Override
  void run(Output out, SecureChannel channel) {
    channel.members().forEach(member -> ChannelLines.print(out, member));
  }
}
