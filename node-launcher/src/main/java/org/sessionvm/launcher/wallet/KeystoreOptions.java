package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.keystore.IdentityName;
import org.sessionvm.client.keystore.Keystore;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Option;

/** Where identities are kept and what opens them. */
final class KeystoreOptions {
  @Option(
      names = "--keystore",
      paramLabel = "DIR",
      description = "Directory of the identities (default: ~/.sessionvm/identities)")
  private @Nullable Path directory;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "Read the password from the first line of FILE. Otherwise it comes from the environment"
              + " variable SESSIONVM_PASSWORD, or is asked for on the terminal.")
  private @Nullable Path passwordFile;

  Keystore keystore() {
    return new Keystore(
        Optional.ofNullable(directory)
            .or(() -> Optional.ofNullable(System.getenv("SESSIONVM_KEYSTORE")).map(Path::of))
            .orElseGet(Keystore::defaultDirectory));
  }

  /** The caller, or the keystore, wipes it. */
  char[] newPassword() throws IOException {
    return passwords().ask(true);
  }

  /** Opens an identity; the caller closes it. */
  Identity open(IdentityName name) throws KeystoreException, IOException {
    // An unknown name is said before a password is asked for.
    var _ = keystore().publicOf(name);
    return keystore().load(name, passwords().ask(false));
  }

  private PasswordSource passwords() {
    return new PasswordSource(passwordFile, System.getenv("SESSIONVM_PASSWORD"));
  }
}
