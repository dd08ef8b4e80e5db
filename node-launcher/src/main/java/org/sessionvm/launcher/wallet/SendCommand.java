package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SentMessage;
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

/** Says something in a session. */
@Command(
    name = "send",
    description = "Encrypt a message for every other participant, sign it and send it")
final class SendCommand extends WalletCommand {
  @Parameters(
      index = "0",
      paramLabel = "SESSION",
      converter = SessionIdArgument.class,
      description = "The session's id.")
  private @Nullable SessionId session;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "The message; without it and --file, standard input is.")
  private @Nullable String text;

  @Option(names = "--file", paramLabel = "FILE", description = "The message is this file.")
  private @Nullable Path file;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      required = true,
      converter = IdentityNameArgument.class,
      description = "Your identity.")
  private @Nullable IdentityName self;

  @Mixin private KeystoreOptions keystore = new KeystoreOptions();
  @Mixin private NodeOption node = new NodeOption();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    byte[] message = new MessageSource(text, file, System.in).read();
    try (Identity identity = keystore.open(Objects.requireNonNull(self));
        SessionClient client = node.connect()) {
      SentMessage sent =
          new SessionProvider(client)
              .openSecureSession(identity, Objects.requireNonNull(session))
              .send(message);
      out.print(
          "sent as #" + sent.sequence() + "  " + sent.id(),
          json -> json.put("messageId", sent.id().toCb58()).put("sequence", sent.sequence()));
    } finally {
      Arrays.fill(message, (byte) 0);
    }
  }
}
