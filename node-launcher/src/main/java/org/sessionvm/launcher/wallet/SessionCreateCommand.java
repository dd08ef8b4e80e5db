package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sessionvm.client.ClientException;
import org.sessionvm.client.SecureSession;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.SessionProvider;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.crypto.identity.Identity;
import org.sessionvm.primitives.Bytes;
import org.sessionvm.primitives.IdentityKeys;
import org.sessionvm.primitives.ParticipantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Begins a session. */
@Command(name = "create", description = "Begin a session with others")
final class SessionCreateCommand extends WalletCommand {
  @Option(
      names = "--with",
      paramLabel = "ID_OR_FILE",
      required = true,
      arity = "1..*",
      description = "The others: ids that are registered on the node, or files of public keys.")
  private List<String> others = new ArrayList<>();

  @Option(
      names = "--metadata",
      paramLabel = "KEY=VALUE",
      description = "Attached to the session in the clear: the node can read it.")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Mixin private SelfOptions self = new SelfOptions();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (SessionClient client = self.connect()) {
      List<Bytes> keys = new ArrayList<>();
      for (String other : others) {
        keys.add(keys(client, other).toBytes());
      }
      try (Identity identity = self.identity()) {
        print(out, new SessionProvider(client).createSecureSession(identity, keys, metadata));
      } catch (IllegalArgumentException e) {
        throw new WalletRefusal(String.valueOf(e.getMessage()));
      }
    }
  }

  private static void print(Output out, SecureSession session) {
    out.print(
        session.id() + "  expires " + session.state().expires(),
        json ->
            json.put("sessionId", session.id().toCb58())
                .put("expires", session.state().expires().toString()));
  }

  private static IdentityKeys keys(SessionClient client, String other) throws IOException {
    ParticipantId id;
    try {
      id = ParticipantId.parse(other);
    } catch (IllegalArgumentException _) {
      return PublicKeyFile.read(Path.of(other));
    }
    try {
      return client.getIdentity(id);
    } catch (ClientException.UnknownSession _) {
      throw new WalletRefusal(
          other
              + " is not known to the node: its owner runs \"identity register\","
              + " or gives you a file of \"identity show --public\"");
    }
  }
}
