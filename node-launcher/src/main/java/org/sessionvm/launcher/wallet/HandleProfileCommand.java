package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.HandleName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells others of a handle. */
@Command(name = "profile", description = "Replace what is told of your handle")
final class HandleProfileCommand extends WalletCommand {
  @Parameters(
      index = "0",
      paramLabel = "HANDLE",
      converter = HandleNameArgument.class,
      description = "Your handle.")
  private @Nullable HandleName handle;

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description = "Open to all: name, img, banner, bio, pubkey or any other field.")
  private Map<String, String> fields = new LinkedHashMap<>();

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "Shown to you alone; the node can read it.")
  private Map<String, String> environment = new LinkedHashMap<>();

  @Mixin private SelfOptions self = new SelfOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = self.identity();
        SessionClient client = self.connect()) {
      client.handles().update(identity, Objects.requireNonNull(handle), fields, environment);
      out.print("updated", json -> json.put("status", "updated"));
    } catch (IllegalArgumentException e) {
      throw new WalletRefusal(String.valueOf(e.getMessage()));
    }
  }
}
