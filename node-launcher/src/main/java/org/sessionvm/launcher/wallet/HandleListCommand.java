package org.sessionvm.launcher.wallet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.SessionClient;
import org.sessionvm.client.keystore.KeystoreException;
import org.sessionvm.primitives.HandleName;
import org.sessionvm.primitives.ParticipantId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists names. */
@Command(name = "list", description = "List the handles of an identity")
final class HandleListCommand extends WalletCommand {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      converter = ParticipantIdArgument.class,
      description = "Anybody's id.")
  private @Nullable ParticipantId owner;

  @Mixin private NodeOption node = new NodeOption();

  @Override
  void run(Output out) throws KeystoreException, IOException {
    try (SessionClient client = node.connect()) {
      for (HandleName name : client.handles().of(Objects.requireNonNull(owner))) {
        out.print(name.text(), json -> json.put("handle", name.text()));
      }
    }
  }
}
