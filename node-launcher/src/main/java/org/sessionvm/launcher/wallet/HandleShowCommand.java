package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.RegisteredHandle;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.primitives.HandleName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what everybody may know of a handle. */
@Command(name = "show", description = "Show whose a handle is, and its profile")
final class HandleShowCommand extends WalletCommand {
  @Parameters(
      index = "0",
      paramLabel = "HANDLE",
      converter = HandleNameArgument.class,
      description = "Anybody's handle.")
  private @Nullable HandleName handle;

  @Mixin private NodeOption node = new NodeOption();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    HandleName name = Objects.requireNonNull(handle);
    try (SessionClient client = node.connect()) {
      RegisteredHandle found =
          client
              .handles()
              .find(name)
              .orElseThrow(() -> new WalletRefusal("nobody has the handle " + name.text()));
      HandleLines.print(out, found, client.handles().profile(name));
    }
  }
}
