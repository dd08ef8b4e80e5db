package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SecureSession;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.SessionId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which session, as whom, and on which node: of every command that does something in a session. */
final class ParticipantOptions {
  @Parameters(
      index = "0",
      paramLabel = "SESSION",
      converter = SessionIdArgument.class,
      description = "The session's id.")
  private @Nullable SessionId session;

  @Mixin private SelfOptions self = new SelfOptions();

  SessionId session() {
    return Objects.requireNonNull(session);
  }

  /** To be closed. */
  Identity identity() throws KeystoreException, IOException {
    return self.identity();
  }

  /** To be closed. */
  SessionClient connect() {
    return self.connect();
  }

  /** The session as the identity sees it. */
  SecureSession open(SessionClient client, Identity identity) {
    return new SessionProvider(client).openSecureSession(identity, session());
  }
}
