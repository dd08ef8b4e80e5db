package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.keystore.IdentityName;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.client.keystore.StoredIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an identity; asks for no password, for it shows no secret. */
@Command(
    name = "show",
    description = "Show an identity, or its public keys for others to start a session with")
final class IdentityShowCommand extends WalletCommand {
  @Parameters(
      paramLabel = "NAME",
      converter = IdentityNameArgument.class,
      description = "What you call the identity: 1 to 32 of a-z, 0-9, _ and -.")
  private @Nullable IdentityName name;

  @Option(names = "--public", description = "Print the file of public keys.")
  private boolean publicKeys;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write the file of public keys to FILE, which must not exist.")
  private @Nullable Path file;

  @Mixin private KeystoreOptions keystore = new KeystoreOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    StoredIdentity identity = keystore.keystore().publicOf(Objects.requireNonNull(name));
    if (file != null) {
      String text = PublicKeyFile.text(identity.keys()) + "\n";
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } else if (publicKeys) {
      out.print(
          PublicKeyFile.text(identity.keys()), json -> PublicKeyFile.write(json, identity.keys()));
    } else {
      Identities.print(out, identity);
    }
  }
}
