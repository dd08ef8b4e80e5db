package org.sessionvm.launcher.wallet;

import org.sessionvm.client.SecureChannel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads what was said in a channel. */
@Command(name = "read", description = "Fetch the messages of a channel, verify and decrypt them")
final class ChannelReadCommand extends ChannelAction {
  @Option(
      names = "--from",
      paramLabel = "SEQUENCE",
      description = "Begin with this message (default: 0).")
  private long from;

  @Override
  void check() {
    if (from < 0) {
      throw new WalletRefusal("--from must not be negative");
    }
  }

  @Override
  void run(Output out, SecureChannel channel) {
    channel.messages(from).forEach(message -> MessageLines.print(out, message));
  }
}
