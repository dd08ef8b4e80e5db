package org.sessionvm.launcher.wallet;

import java.io.IOException;
import org.sessionvm.client.ChannelState;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.state.ParticipantChannel.Relation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists channels. */
@Command(
    name = "list",
    description = "List the channels that are yours, that you are in, and that you are invited to")
final class ChannelListCommand extends WalletCommand {
  @Mixin private SelfOptions self = new SelfOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = self.identity();
        SessionClient client = self.connect()) {
      for (Relation relation : Relation.values()) {
        for (ChannelState channel : client.channels().list(identity, relation)) {
          ChannelLines.print(out, channel);
        }
      }
    }
  }
}
