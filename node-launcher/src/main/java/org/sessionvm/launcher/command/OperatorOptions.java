package org.sessionvm.launcher.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.OperatorClient;
import org.sessionvm.launcher.node.OperatorFile;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.tls.TlsOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which node an operator's command talks to, and with which token. */
final class OperatorOptions {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "${env:SESSIONVM_DATA_DIR:-./data}",
      description = "The data directory of a node that runs here (default: ${DEFAULT-VALUE}).")
  private Path dataDirectory = Path.of("./data");

  @Option(
      names = "--node",
      paramLabel = "URL",
      description = "The operations address of a node elsewhere; needs --token-file.")
  private @Nullable URI node;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The first line of FILE is the operator's token; needs --node.")
  private @Nullable Path tokenFile;

  @Mixin private TlsOptions tls = new TlsOptions();

  OperatorClient connect() {
    URI url = node;
    Path file = tokenFile;
    if ((url == null) != (file == null)) {
      throw new SettingException("--node and --token-file are given together or not at all");
    }
    try {
      return url == null || file == null ? local() : remote(url, file);
    } catch (IOException e) {
      throw new SettingException("cannot read the token: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new SettingException("--node: " + e.getMessage());
    }
  }

  private OperatorClient remote(URI url, Path file) throws IOException {
    String token = Files.readString(file).lines().findFirst().orElse("");
    return OperatorClient.connect(url, token, tls.context());
  }

  /** Known by the very certificate that it said it has, whatever names are in that. */
  private OperatorClient local() throws IOException {
    OperatorFile.Node found =
        OperatorFile.read(dataDirectory)
            .orElseThrow(
                () ->
                    new SettingException(
                        "no node runs with --data-dir "
                            + dataDirectory
                            + ": there is no "
                            + OperatorFile.in(dataDirectory)));
    return OperatorClient.connect(found.url(), found.token(), tls.context(found.certificates()));
  }
}
