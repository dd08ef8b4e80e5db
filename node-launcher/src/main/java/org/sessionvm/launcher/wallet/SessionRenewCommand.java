package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves the end of a session on. */
@Command(name = "renew", description = "Move the end of a session on")
final class SessionRenewCommand extends WalletCommand {
  private static final long DAYS_MAX = 36_500;

  @ArgGroup(multiplicity = "1")
  private End end = new End();

  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  /** One of two ways to say when. */
  static final class End {
    @Option(
        names = "--until",
        paramLabel = "TIME",
        converter = TimeArgument.class,
        description = "The new end, such as 2026-12-24T18:00:00Z.")
    private @Nullable Instant time;

    @Option(names = "--days", paramLabel = "N", description = "The new end is N days from now.")
    private long days;

    Instant time() {
      if (time != null) {
        return time;
      }
      if (days < 1 || days > DAYS_MAX) {
        throw new WalletRefusal("--days must be from 1 to " + DAYS_MAX);
      }
      return Instant.now().plus(Duration.ofDays(days));
    }
  }

  @Override
  void run(Output out) throws KeystoreException, IOException {
    Instant asked = end.time();
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      Instant expires = client.renewSession(identity, participant.session(), asked);
      out.print("expires " + expires, json -> json.put("expires", expires.toString()));
    }
  }
}
