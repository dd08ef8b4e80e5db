package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.LiveMessages;
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

/** Follows a session. */
@Command(
    name = "listen",
    description = "Show the messages of a session as they come, verified and decrypted")
final class ListenCommand extends WalletCommand {
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
      description = "Begin with this message (default: the next one).")
  private @Nullable Long from;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "End after so many messages (default: never).")
  private @Nullable Long count;

  @Mixin private KeystoreOptions keystore = new KeystoreOptions();
  @Mixin private NodeOption node = new NodeOption();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    if ((from != null && from < 0) || (count != null && count < 1)) {
      throw new WalletRefusal("--from must not be negative, and --count not less than 1");
    }
    try (Identity identity = keystore.open(Objects.requireNonNull(self));
        SessionClient client = node.connect();
        LiveMessages messages =
            new SessionProvider(client)
                .openSecureSession(identity, Objects.requireNonNull(session))
                .listen(from == null ? OptionalLong.empty() : OptionalLong.of(from))) {
      print(out, messages.iterator(), count == null ? Long.MAX_VALUE : count);
    }
  }

  private static void print(Output out, Iterator<ReceivedMessage> messages, long most) {
    for (long left = most; left > 0 && messages.hasNext(); left--) {
      MessageLines.print(out, messages.next());
    }
  }
}
