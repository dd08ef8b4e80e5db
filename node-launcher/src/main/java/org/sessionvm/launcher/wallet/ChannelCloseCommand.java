package org.sessionvm.launcher.wallet;

import org.sessionvm.client.SecureChannel;
import picocli.CommandLine.Command;

/** Ends a channel. */
@Command(
    name = "close",
    description = "End a channel for all, for good; what was said stays readable for a time")
final class ChannelCloseCommand extends ChannelAction {
  @Override
  void run(Output out, SecureChannel channel) {
    channel.close();
    out.print("closed", json -> json.put("status", "closed"));
  }
}
