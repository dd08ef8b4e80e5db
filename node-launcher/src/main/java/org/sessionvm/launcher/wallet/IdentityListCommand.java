package org.sessionvm.launcher.wallet;

import org.sessionvm.client.keystore.IdentityName;
import org.sessionvm.client.keystore.Keystore;
import org.sessionvm.client.keystore.KeystoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the identities of the keystore. */
@Command(name = "list", description = "List the identities in the keystore")
final class IdentityListCommand extends WalletCommand {
  @Mixin private KeystoreOptions keystore = new KeystoreOptions();

  @Override
  void run(Output out) throws KeystoreException {
    Keystore identities = keystore.keystore();
    for (IdentityName name : identities.list()) {
      Identities.print(out, identities.publicOf(name));
    }
  }
}
