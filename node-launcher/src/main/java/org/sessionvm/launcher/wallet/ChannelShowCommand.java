package org.sessionvm.launcher.wallet;

import org.sessionvm.client.SecureChannel;
import picocli.CommandLine.Command;

/** Shows a channel. */
@Command(name = "show", description = "Show a channel that you are in or invited to")
final class ChannelShowCommand extends ChannelAction {
  @Override
  void run(Output out, SecureChannel channel) {
    ChannelLines.printInFull(out, channel.state());
  }
}
