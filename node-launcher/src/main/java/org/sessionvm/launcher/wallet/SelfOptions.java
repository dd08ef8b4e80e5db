package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.IdentityName;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** As whom, and on which node. */
final class SelfOptions {
  @Option(
      names = "--as",
      paramLabel = "NAME",
      required = true,
      converter = IdentityNameArgument.class,
      description = "Your identity.")
  private @Nullable IdentityName self;

  @Mixin private KeystoreOptions keystore = new KeystoreOptions();
  @Mixin private NodeOption node = new NodeOption();

  /** To be closed. */
  Identity identity() throws KeystoreException, IOException {
    return keystore.open(Objects.requireNonNull(self));
  }

  /** To be closed. */
  SessionClient connect() {
    return node.connect();
  }
}
