package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SecureChannel;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.ChannelId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that does something in a channel: which one, as whom, and on which node. */
abstract class ChannelAction extends WalletCommand {
  @Parameters(
      index = "0",
      paramLabel = "CHANNEL",
      converter = ChannelIdArgument.class,
      description = "The channel's id.")
  private @Nullable ChannelId channel;

  @Mixin private SelfOptions self = new SelfOptions();

  /** Does what was asked. */
  abstract void run(Output out, SecureChannel channel) throws IOException;

  /** Refuses what contradicts itself, before anybody is asked for a password. */
  void check() {}

  @Override
  final void run(Output out) throws KeystoreException, IOException {
    check();
    try (Identity identity = self.identity();
        SessionClient client = self.connect()) {
      run(out, new SessionProvider(client).openChannel(identity, Objects.requireNonNull(channel)));
    }
  }
}
