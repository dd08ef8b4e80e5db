package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Opens the session of two handles. */
@Command(
    name = "open",
    description = "Open the session with another handle, or find the one there is")
final class HandleOpenCommand extends WalletCommand {
  @Parameters(
      index = "0",
      paramLabel = "HANDLE",
      converter = HandleNameArgument.class,
      description = "Your handle.")
  private @Nullable HandleName handle;

  @Parameters(
      index = "1",
      paramLabel = "OTHER",
      converter = HandleNameArgument.class,
      description = "The other's handle.")
  private @Nullable HandleName other;

  @Mixin private SelfOptions self = new SelfOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = self.identity();
        SessionClient client = self.connect()) {
      SessionId session =
          client
              .handles()
              .establish(identity, Objects.requireNonNull(handle), Objects.requireNonNull(other));
      HandleLines.printOpened(
          out, new SessionProvider(client).openSecureSession(identity, session));
    }
  }
}
