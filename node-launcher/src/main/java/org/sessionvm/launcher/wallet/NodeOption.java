package org.sessionvm.launcher.wallet;

import java.net.URI;
import org.sessionvm.client.ClientSettings;
import org.sessionvm.client.SessionClient;
import org.sessionvm.launcher.tls.TlsOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which node a command talks to, and how it knows that node. */
final class NodeOption {
  @Option(
      names = "--node",
      paramLabel = "URL",
      defaultValue = "${env:SESSIONVM_NODE:-http://127.0.0.1:9652}",
      description = "The node, or a chain's whole path on one (default: ${DEFAULT-VALUE}).")
  private URI node = URI.create("http://127.0.0.1:9652");

  @Mixin private TlsOptions tls = new TlsOptions();

  SessionClient connect() {
    try {
      return SessionClient.connect(node, ClientSettings.DEFAULT.withTls(tls.context()));
    } catch (IllegalArgumentException e) {
      throw new WalletRefusal("--node: " + e.getMessage());
    }
  }
}
