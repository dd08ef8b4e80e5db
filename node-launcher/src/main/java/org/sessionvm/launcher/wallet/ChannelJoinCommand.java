package org.sessionvm.launcher.wallet;

import org.sessionvm.client.SecureChannel;
import picocli.CommandLine.Command;

/** Joins. */
@Command(name = "join", description = "Join a channel that you are invited to")
final class ChannelJoinCommand extends ChannelAction {
  @Override
  void run(Output out, SecureChannel channel) {
    channel.join();
    out.print("joined", json -> json.put("joined", true));
  }
}
