package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.keystore.IdentityName;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.client.keystore.StoredIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes an identity. */
@Command(name = "new", description = "Make a new identity and keep it, encrypted, in the keystore")
final class IdentityNewCommand extends WalletCommand {
  @Parameters(
      paramLabel = "NAME",
      converter = IdentityNameArgument.class,
      description = "What you call the identity: 1 to 32 of a-z, 0-9, _ and -.")
  private @Nullable IdentityName name;

  @Mixin private KeystoreOptions keystore = new KeystoreOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    StoredIdentity made =
        keystore.keystore().create(Objects.requireNonNull(name), keystore.newPassword());
    Identities.print(out, made);
  }
}
