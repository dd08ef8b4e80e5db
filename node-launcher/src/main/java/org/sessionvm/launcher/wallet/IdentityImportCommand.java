package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.keystore.IdentityName;
import org.sessionvm.client.keystore.KeystoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes in an identity that the reference implementation made. */
@Command(
    name = "import",
    description = "Take in an identity from the JSON that the Go implementation writes")
final class IdentityImportCommand extends WalletCommand {
  private static final int BYTES_MAX = 65_536;

  @Parameters(paramLabel = "FILE", description = "The JSON of the identity, with its secret keys.")
  private @Nullable Path file;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      converter = IdentityNameArgument.class,
      description = "What to call the identity.")
  private @Nullable IdentityName name;

  @Mixin private KeystoreOptions keystore = new KeystoreOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    byte[] json = read(Objects.requireNonNull(file));
    try {
      Identities.print(
          out,
          keystore
              .keystore()
              .importReference(Objects.requireNonNull(name), json, keystore.newPassword()));
    } finally {
      Arrays.fill(json, (byte) 0);
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] json = in.readNBytes(BYTES_MAX + 1);
      if (json.length > BYTES_MAX) {
        Arrays.fill(json, (byte) 0);
        throw new WalletRefusal(file + " is too long for an identity");
      }
      return json;
    }
  }
}
