package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.ReceivedMessage;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.client.keystore.IdentityName;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads what was said in a session. */
@Command(name = "read", description = "Fetch the messages of a session, verify and decrypt them")
final class ReadCommand extends WalletCommand {
  @Parameters(
      paramLabel = "SESSION",
      converter = SessionIdArgument.class,
      description = "The session's id.")
  private @Nullable SessionId session;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      required = true,
      converter = IdentityNameArgument.class,
      description = "Your identity.")
  private @Nullable IdentityName self;

  @Option(
      names = "--from",
      paramLabel = "SEQUENCE",
      defaultValue = "0",
      description = "Begin with this message (default: ${DEFAULT-VALUE}).")
  private long from;

  @Mixin private KeystoreOptions keystore = new KeystoreOptions();
  @Mixin private NodeOption node = new NodeOption();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    if (from < 0) {
      throw new WalletRefusal("--from must not be negative");
    }
    try (Identity identity = keystore.open(Objects.requireNonNull(self));
        SessionClient client = node.connect()) {
      for (ReceivedMessage message :
          new SessionProvider(client)
              .openSecureSession(identity, Objects.requireNonNull(session))
              .messages(from)) {
        MessageLines.print(out, message);
      }
    }
  }
}
