package org.sessionvm.launcher.wallet;

import org.sessionvm.client.LiveMessages;
import org.sessionvm.client.SecureChannel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Follows a channel. */
@Command(
    name = "listen",
    description = "Show the messages of a channel as they come, verified and decrypted")
final class ChannelListenCommand extends ChannelAction {
  @Mixin private ListenOptions listening = new ListenOptions();

  @Override
  void check() {
    listening.check();
  }

  @Override
  void run(Output out, SecureChannel channel) {
    try (LiveMessages messages = channel.listen(listening.from())) {
      listening.show(out, messages.iterator(), _ -> {});
    }
  }
}
