package org.sessionvm.launcher.wallet;

import java.io.IOException;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives a session a new key. */
@Command(
    name = "rotate-key",
    description =
        "Give a session a new key, under which all write from then on who have heard of it")
final class SessionRotateKeyCommand extends WalletCommand {
  @Mixin private ParticipantOptions participant = new ParticipantOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (Identity identity = participant.identity();
        SessionClient client = participant.connect()) {
      int generation = participant.open(client, identity).rotateKey();
      out.print("key " + generation, json -> json.put("generation", generation));
    } catch (IllegalStateException e) {
      throw new WalletRefusal(String.valueOf(e.getMessage()));
    }
  }
}
