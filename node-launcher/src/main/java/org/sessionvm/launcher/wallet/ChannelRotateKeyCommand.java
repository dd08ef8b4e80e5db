package org.sessionvm.launcher.wallet;

import org.sessionvm.client.SecureChannel;
import picocli.CommandLine.Command;

/** Gives all a new key. */
@Command(
    name = "rotate-key",
    description = "Give all members a new key, by which who joined reads what comes; for admins")
final class ChannelRotateKeyCommand extends ChannelAction {
  @Override
  void run(Output out, SecureChannel channel) {
    ChannelLines.print(out, channel.rotateKey());
  }
}
