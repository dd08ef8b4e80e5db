package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.HandleChat;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.HandleName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists chats. */
@Command(name = "chats", description = "List the chats of your handle, latest message first")
final class HandleChatsCommand extends WalletCommand {
  @Parameters(
      index = "0",
      paramLabel = "HANDLE",
      converter = HandleNameArgument.class,
      description = "Your handle.")
  private @Nullable HandleName handle;

  @Mixin private SelfOptions self = new SelfOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = self.identity();
        SessionClient client = self.connect()) {
      for (HandleChat chat : client.handles().chats(identity, Objects.requireNonNull(handle))) {
        HandleLines.print(out, chat);
      }
    }
  }
}
