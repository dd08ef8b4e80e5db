package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.IdentityName;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.SessionId;
import org.sessionvm.state.SessionStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Accepts a session that another one began. */
@Command(name = "accept", description = "Accept a session that somebody else began")
final class SessionAcceptCommand extends WalletCommand {
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

  @Mixin private KeystoreOptions keystore = new KeystoreOptions();
  @Mixin private NodeOption node = new NodeOption();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = keystore.open(Objects.requireNonNull(self));
        SessionClient client = node.connect()) {
      SessionStatus status = client.acceptSession(identity, Objects.requireNonNull(session));
      out.print(status.wireName(), json -> json.put("status", status.wireName()));
    }
  }
}
