package org.sessionvm.launcher.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessionvm.client.OperatorClient;
import org.sessionvm.launcher.node.OperatorFile;
import org.sessionvm.launcher.settings.SettingException;
import org.sessionvm.launcher.tls.TlsOptions;
import org.sessionvm.store.file.DurableFiles;
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
    return url == null || file == null
        ? local(dataDirectory, tls).orElseThrow(this::none)
        : remote(url, file);
  }

  private OperatorClient remote(URI url, Path file) {
    try {
      String token = Files.readString(file).lines().findFirst().orElse("");
      return OperatorClient.connect(url, token, tls.context());
    } catch (IOException e) {
      throw new SettingException(
          "--token-file: cannot read " + file + ": " + DurableFiles.reason(e));
    } catch (IllegalArgumentException e) {
      throw new SettingException("--node: " + e.getMessage());
    }
  }

  /**
   * The node that said in this data directory how to ask it; known by the very certificate that it
   * said it has, whatever names are in that.
   */
  static Optional<OperatorClient> local(Path dataDirectory, TlsOptions tls) {
    return OperatorFile.read(dataDirectory)
        .map(
            found ->
                OperatorClient.connect(
                    found.url(), found.token(), tls.context(found.certificates())));
  }

  private SettingException none() {
    return new SettingException(
        "no node runs with --data-dir "
            + dataDirectory
            + ": there is no "
            + OperatorFile.in(dataDirectory));
  }
}
