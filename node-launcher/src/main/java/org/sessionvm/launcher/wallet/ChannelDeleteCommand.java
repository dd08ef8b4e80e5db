package org.sessionvm.launcher.wallet;

import org.sessionvm.client.SecureChannel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes back what one has said. */
@Command(
    name = "delete",
    description = "Delete, for all, what you have said; that there was a message stays visible")
final class ChannelDeleteCommand extends ChannelAction {
  @Parameters(
      index = "1",
      paramLabel = "SEQUENCE",
      description = "The place of the message in the channel, as read shows it.")
  private long sequence;

  @Override
  void run(Output out, SecureChannel channel) {
    channel.deleteMessage(sequence);
    out.print("deleted #" + sequence, json -> json.put("deleted", true).put("sequence", sequence));
  }
}
