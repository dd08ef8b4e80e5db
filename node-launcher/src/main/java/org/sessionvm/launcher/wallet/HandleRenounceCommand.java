package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.HandleName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Frees a name. */
@Command(
    name = "renounce",
    description = "Give a handle up; its sessions with other handles are closed")
final class HandleRenounceCommand extends WalletCommand {
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
      client.handles().renounce(identity, Objects.requireNonNull(handle));
      out.print("renounced", json -> json.put("status", "renounced"));
    }
  }
}
