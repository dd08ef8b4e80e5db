package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.ChannelName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Creates a channel. */
@Command(name = "create", description = "Create a channel, which is yours, and give it a key")
final class ChannelCreateCommand extends WalletCommand {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      converter = ChannelNameArgument.class,
      description = "What it is called; everyone in it and the node can read that.")
  private @Nullable ChannelName name;

  @Mixin private SelfOptions self = new SelfOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = self.identity();
        SessionClient client = self.connect()) {
      SecureChannel channel =
          new SessionProvider(client).createChannel(identity, Objects.requireNonNull(name));
      out.print(channel.id().toCb58(), json -> json.put("channelId", channel.id().toCb58()));
    }
  }
}
