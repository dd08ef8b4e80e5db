package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sessionvm.launcher.Main;
import picocli.CommandLine;

/** Somebody at a terminal with a keystore and a node. */
final class WalletTerminal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path keystore;
  private final Path password;
  private final URI node;

  /** What a command left. */
  record Result(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }
  }

  WalletTerminal(Path directory, URI node) throws IOException {
    this.keystore = directory.resolve("keys");
    this.password = Files.writeString(directory.resolve("password"), "correct horse");
    this.node = node;
  }

  /** As a user types it. */
  static Result type(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine main = Main.create();
    main.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    int exitCode = main.execute(arguments);
    return new Result(exitCode, out.toString(), err.toString());
  }

  /** A command that needs the keystore. */
  Result keys(String... arguments) {
    return type(
        with(arguments, "--keystore", keystore.toString(), "--password-file", password.toString()));
  }

  /** A command that needs the node. */
  Result node(String... arguments) {
    return type(with(arguments, "--node", node.toString()));
  }

  /** A command that needs both. */
  Result wallet(String... arguments) {
    return keys(with(arguments, "--node", node.toString()));
  }

  /** What such a command prints when it succeeds. */
  String done(String... arguments) {
    Result result = wallet(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    return result.out();
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
