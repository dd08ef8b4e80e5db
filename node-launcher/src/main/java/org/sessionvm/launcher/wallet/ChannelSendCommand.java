package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Arrays;
import org.sessionvm.client.SecureChannel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says something in a channel. */
@Command(name = "send", description = "Encrypt a message for all members, sign it and send it")
final class ChannelSendCommand extends ChannelAction {
  @Mixin private MessageOptions message = new MessageOptions();

  @Override
  void run(Output out, SecureChannel channel) throws IOException {
    byte[] text = message.read();
    try {
      MessageOptions.print(out, channel.send(text));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }
}
