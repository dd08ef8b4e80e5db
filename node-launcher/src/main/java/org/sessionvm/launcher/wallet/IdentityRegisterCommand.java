package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.IdentityName;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Publishes an identity's public keys on a node. */
@Command(
    name = "register",
    description = "Publish the public keys, so that others can start a session by the id alone")
final class IdentityRegisterCommand extends WalletCommand {
  @Parameters(
      paramLabel = "NAME",
      converter = IdentityNameArgument.class,
      description = "What you call the identity: 1 to 32 of a-z, 0-9, _ and -.")
  private @Nullable IdentityName name;

  @Mixin private KeystoreOptions keystore = new KeystoreOptions();
  @Mixin private NodeOption node = new NodeOption();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = keystore.open(Objects.requireNonNull(name));
        SessionClient client = node.connect()) {
      client.registerIdentity(identity);
      out.print("registered " + identity.sessionId(), json -> json.put("id", identity.sessionId()));
    }
  }
}
