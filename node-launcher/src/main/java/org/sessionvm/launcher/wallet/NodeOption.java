package org.sessionvm.launcher.wallet;

import java.net.URI;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.SessionClient;
import picocli.CommandLine.Option;

/** Which node a command talks to. */
final class NodeOption {
  @Option(
      names = "--node",
      paramLabel = "URL",
      defaultValue = "${env:SESSIONVM_NODE:-http://127.0.0.1:9652}",
      description = "The node, or a chain's whole path on one (default: ${DEFAULT-VALUE}).")
  private URI node = URI.create("http://127.0.0.1:9652");

  SessionClient connect() {
    try {
      return SessionClient.connect(node, ClientSettings.DEFAULT);
    } catch (IllegalArgumentException e) {
      throw new WalletRefusal("--node: " + e.getMessage());
    }
  }
}
