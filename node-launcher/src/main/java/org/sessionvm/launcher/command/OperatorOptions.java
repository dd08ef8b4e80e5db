package org.sessionvm.launcher.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.OperatorClient;
import org.sessionvm.launcher.node.OperatorFile;
import org.sessionvm.launcher.settings.SettingException;
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

  OperatorClient connect() {
    URI url = node;
    Path file = tokenFile;
    if ((url == null) != (file == null)) {
      throw new SettingException("--node and --token-file are given together or not at all");
    }
    try {
      return url == null || file == null
          ? local(dataDirectory)
          : OperatorClient.connect(url, Files.readString(file).lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new SettingException("cannot read the token: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new SettingException("--node: " + e.getMessage());
    }
  }

  private static OperatorClient local(Path dataDirectory) throws IOException {
    return OperatorFile.read(dataDirectory)
        .map(node -> OperatorClient.connect(node.url(), node.token()))
        .orElseThrow(
            () ->
                new SettingException(
                    "no node runs with --data-dir "
                        + dataDirectory
                        + ": there is no "
                        + OperatorFile.in(dataDirectory)));
  }
}
