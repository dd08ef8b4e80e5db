package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sessionvm.launcher.Main;
import picocli.CommandLine;

/**
 * The commands as people type them.
 *
 * @param directory of the key store and its password
 * @param node that the commands talk to
 */
record Terminal(Path directory, URI node) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What a command left behind. */
  record Result(int exitCode, String out, String err) {
    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }

    /** One object on each line. */
    List<JsonNode> jsonLines() throws IOException {
      List<JsonNode> lines = new ArrayList<>();
      for (String line : out.lines().toList()) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    }
  }

  /** With an identity for each name. */
  static Terminal of(Path directory, URI node, String... names) throws IOException {
    Files.writeString(directory.resolve("password"), "correct horse");
    Terminal terminal = new Terminal(directory, node);
    for (String name : names) {
      assertThat(terminal.keystore("identity", "new", name).exitCode()).isZero();
    }
    return terminal;
  }

  static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine main = Main.create();
    main.setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    int exitCode = main.execute(arguments);
    return new Result(exitCode, out.toString(), err.toString());
  }

  /** A command that needs the key store. */
  Result keystore(String... arguments) {
    return with(
        arguments,
        "--keystore",
        directory.resolve("keys").toString(),
        "--password-file",
        directory.resolve("password").toString());
  }

  /** A command that needs key store and node. */
  Result wallet(String... arguments) {
    return keystore(join(arguments, "--node", node.toString()));
  }

  /** What such a command prints when it succeeds. */
  String done(String... arguments) {
    Result result = wallet(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    return result.out();
  }

  /** A command that needs the node alone. */
  Result anybody(String... arguments) {
    return with(arguments, "--node", node.toString());
  }

  private static Result with(String[] arguments, String... options) {
    return run(join(arguments, options));
  }

  private static String[] join(String[] arguments, String... options) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  /** The id of one's own identity. */
  String id(String name) throws IOException {
    return keystore("identity", "show", name, "--json").json().path("id").asText();
  }

  /** A new session of two. */
  String session(String creator, String other) throws IOException {
    Path keys = directory.resolve(other + "-" + System.nanoTime() + ".json");
    assertThat(keystore("identity", "show", other, "-o", keys.toString()).exitCode()).isZero();
    Result created =
        wallet(
            "session",
            "create",
            "--as",
            creator,
            "--metadata",
            "topic=lunch",
            "--json",
            "--with",
            keys.toString());
    assertThat(created.err()).isEmpty();
    return created.json().path("sessionId").asText();
  }
}
