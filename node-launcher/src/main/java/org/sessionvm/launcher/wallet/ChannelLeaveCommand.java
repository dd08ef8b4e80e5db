package org.sessionvm.launcher.wallet;

import org.sessionvm.client.SecureChannel;
import picocli.CommandLine.Command;

/** Leaves. */
@Command(name = "leave", description = "Leave a channel, or decline the invitation to it")
final class ChannelLeaveCommand extends ChannelAction {
  @Override
  void run(Output out, SecureChannel channel) {
    channel.leave();
    out.print("left", json -> json.put("left", true));
  }
}
