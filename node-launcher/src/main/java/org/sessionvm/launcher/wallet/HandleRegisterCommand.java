package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.RegisteredHandle;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.HandleName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a free name. */
@Command(name = "register", description = "Take a free handle; your identity must be registered")
final class HandleRegisterCommand extends WalletCommand {
  @Parameters(
      index = "0",
      paramLabel = "HANDLE",
      converter = HandleNameArgument.class,
      description = "1 to 32 of a-z, 0-9 and _.")
  private @Nullable HandleName handle;

  @Mixin private SelfOptions self = new SelfOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = self.identity();
        SessionClient client = self.connect()) {
      RegisteredHandle taken = client.handles().register(identity, Objects.requireNonNull(handle));
      HandleLines.print(out, taken);
    }
  }
}
